import { defineText } from "../../i18n/define-text.ts";
import { models } from "../../i18n/en/models.ts";

export const modelsText = defineText(models, {
  pt: () => import("../../i18n/pt/models.ts").then((module) => module.models),
  es: () => import("../../i18n/es/models.ts").then((module) => module.models),
});
