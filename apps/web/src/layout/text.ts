import { defineText } from "../i18n/define-text.ts";
import { layout } from "../i18n/en/layout.ts";

export const layoutText = defineText(layout, {
  pt: () => import("../i18n/pt/layout.ts").then((module) => module.layout),
  es: () => import("../i18n/es/layout.ts").then((module) => module.layout),
});
