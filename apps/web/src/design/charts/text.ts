import { defineText } from "../../i18n/define-text.ts";
import { charts } from "../../i18n/en/charts.ts";

export const chartText = defineText(charts, {
  pt: () => import("../../i18n/pt/charts.ts").then((module) => module.charts),
  es: () => import("../../i18n/es/charts.ts").then((module) => module.charts),
});
