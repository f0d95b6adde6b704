/** One row of bars or one line of a chart, and one column of the table that says the same. */
export interface Series<Row> {
  label: string;
  /** What is drawn; undefined where there is nothing. */
  value: (row: Row) => number | undefined;
  /** What the table says; the value in the chart's format where it is missing. Amounts are exact only here. */
  text?: (row: Row) => string;
}

/** Colours of a chart's series in their order; lines differ in their dashes as well. */
export const SERIES_LOOKS = [
  { color: "var(--color-accent)", dash: "" },
  { color: "var(--color-edge)", dash: "6 3" },
  { color: "var(--color-good)", dash: "2 3" },
  { color: "var(--color-warn)", dash: "8 3 2 3" },
] as const;
