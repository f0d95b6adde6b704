import type { Messages } from "../define-text.ts";
import type { settings as english } from "../en/settings.ts";

export const settings: Messages<typeof english> = {
  title: "Definições",
  appearance: "Aparência",
  theme: "Tema",
  themes: { system: "Como o sistema", light: "Claro", dark: "Escuro" },
  language: "Idioma",
};
