import type { Messages } from "../define-text.ts";
import type { notFound as english } from "../en/not-found.ts";

export const notFound: Messages<typeof english> = {
  title: "Não encontrado",
  explanation: "Não há nenhuma página neste endereço. Pode ter mudado de sítio, ou o endereço tem um erro.",
  home: "Para o início",
};
