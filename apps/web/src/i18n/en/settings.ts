export const settings = {
  title: "Settings",
  appearance: "Appearance",
  theme: "Theme",
  themes: { system: "As the system", light: "Light", dark: "Dark" },
  language: "Language",
};
