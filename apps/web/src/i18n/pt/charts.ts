import type { Messages } from "../define-text.ts";
import type { charts as english } from "../en/charts.ts";

export const charts: Messages<typeof english> = {
  table: "Como tabela",
  chart: "Como gráfico",
  time: "Hora",
  toggle: (asTable, title) => (asTable ? `Mostrar como gráfico: ${title}` : `Mostrar como tabela: ${title}`),
  summary: (title, table) => `Gráfico: ${title}. "${table}" mostra os valores.`,
};
