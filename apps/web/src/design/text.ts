import { defineText } from "../i18n/define-text.ts";
import { design } from "../i18n/en/design.ts";

export const designText = defineText(design, {
  pt: () => import("../i18n/pt/design.ts").then((module) => module.design),
  es: () => import("../i18n/es/design.ts").then((module) => module.design),
});
