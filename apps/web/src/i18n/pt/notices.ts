import type { Messages } from "../define-text.ts";
import type { notices as english } from "../en/notices.ts";

export const notices: Messages<typeof english> = {
  title: "Um trabalho terminou",
  ended: (key, state) => `Trabalho ${key}…: ${state}.`,
  choice: "Avisar-me quando um trabalho meu terminar",
  choiceWhy: "Enquanto esta página estiver aberta e tiver entrado. O navegador pede autorização.",
  refused: "O navegador não o permite. Autorize as notificações desta página nas definições dele e tente de novo.",
  heading: "Notificações",
};
