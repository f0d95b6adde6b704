import { defineText } from "../../i18n/define-text.ts";
import { explorer } from "../../i18n/en/explorer.ts";

export const explorerText = defineText(explorer, {
  pt: () => import("../../i18n/pt/explorer.ts").then((module) => module.explorer),
  es: () => import("../../i18n/es/explorer.ts").then((module) => module.explorer),
});
