import type { Messages } from "../define-text.ts";
import type { notFound as english } from "../en/not-found.ts";

export const notFound: Messages<typeof english> = {
  title: "No encontrado",
  explanation: "No hay ninguna página en esta dirección. Quizá se movió, o la dirección tiene un error.",
  home: "Al inicio",
};
