import { defineText } from "../../../i18n/define-text.ts";
import { publish } from "../../../i18n/en/publish.ts";

export const publishText = defineText(publish, {
  pt: () => import("../../../i18n/pt/publish.ts").then((module) => module.publish),
  es: () => import("../../../i18n/es/publish.ts").then((module) => module.publish),
});
