import { defineText } from "../../i18n/define-text.ts";
import { dashboard } from "../../i18n/en/dashboard.ts";

export const dashboardText = defineText(dashboard, {
  pt: () => import("../../i18n/pt/dashboard.ts").then((module) => module.dashboard),
  es: () => import("../../i18n/es/dashboard.ts").then((module) => module.dashboard),
});
