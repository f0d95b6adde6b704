import type { Messages } from "../define-text.ts";
import type { design as english } from "../en/design.ts";

export const design: Messages<typeof english> = {
  close: "Fechar",
  loading: "A carregar…",
  more: "Mostrar mais",
  copy: (what) => `Copiar ${what}`,
  copied: "Copiado",
  identity: "identidade",
  retry: "Tentar de novo",
  failed: "Não foi possível mostrar isto",
  dismiss: "Dispensar",
  notifications: "Mensagens",
};
