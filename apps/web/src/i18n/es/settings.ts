import type { Messages } from "../define-text.ts";
import type { settings as english } from "../en/settings.ts";

export const settings: Messages<typeof english> = {
  title: "Ajustes",
  appearance: "Apariencia",
  theme: "Tema",
  themes: { system: "Como el sistema", light: "Claro", dark: "Oscuro" },
  language: "Idioma",
};
