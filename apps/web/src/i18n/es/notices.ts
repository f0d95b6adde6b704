import type { Messages } from "../define-text.ts";
import type { notices as english } from "../en/notices.ts";

export const notices: Messages<typeof english> = {
  title: "Un trabajo ha terminado",
  ended: (key, state) => `Trabajo ${key}…: ${state}.`,
  choice: "Avisarme cuando termine un trabajo mío",
  choiceWhy: "Mientras esta página esté abierta y haya entrado. El navegador pide permiso.",
  refused:
    "El navegador no lo permite. Autorice las notificaciones de esta página en sus ajustes e inténtelo de nuevo.",
  heading: "Notificaciones",
};
