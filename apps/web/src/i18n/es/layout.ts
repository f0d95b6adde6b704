import type { Messages } from "../define-text.ts";
import type { layout as english } from "../en/layout.ts";

export const layout: Messages<typeof english> = {
  skip: "Ir al contenido",
  navigation: "Principal",
  more: "Más",
  tick: (tick) => `Tick ${tick}`,
  epoch: (epoch) => `Época ${epoch}`,
  connection: {
    live: "En vivo",
    reconnecting: "Reconectando…",
    offline: "Sin conexión a Internet",
    halted: "La cadena no hace ticks en este momento",
  },
  offlineHint: "Lo que ve se leyó antes. Todo sigue solo en cuanto haya red.",
  pages: {
    dashboard: "Panel",
    run: "Ejecutar",
    jobs: "Trabajos",
    models: "Modelos",
    provider: "Proveedor",
    wallet: "Cartera",
    explorer: "Explorador",
    settings: "Ajustes",
  },
};
