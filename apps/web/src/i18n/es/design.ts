import type { Messages } from "../define-text.ts";
import type { design as english } from "../en/design.ts";

export const design: Messages<typeof english> = {
  close: "Cerrar",
  loading: "Cargando…",
  more: "Mostrar más",
  copy: (what) => `Copiar ${what}`,
  copied: "Copiado",
  identity: "identidad",
  retry: "Reintentar",
  failed: "No se pudo mostrar esto",
  dismiss: "Descartar",
  notifications: "Mensajes",
};
