import type { Messages } from "../define-text.ts";
import type { charts as english } from "../en/charts.ts";

export const charts: Messages<typeof english> = {
  table: "Como tabla",
  chart: "Como gráfico",
  time: "Hora",
  toggle: (asTable, title) => (asTable ? `Mostrar como gráfico: ${title}` : `Mostrar como tabla: ${title}`),
  summary: (title, table) => `Gráfico: ${title}. "${table}" muestra los valores.`,
};
