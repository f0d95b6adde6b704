export const charts = {
  table: "As a table",
  chart: "As a chart",
  time: "Time",
  toggle: (asTable: boolean, title: string) => (asTable ? `Show as a chart: ${title}` : `Show as a table: ${title}`),
  summary: (title: string, table: string) => `Chart: ${title}. "${table}" shows the figures.`,
};
