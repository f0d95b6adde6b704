import { defineText } from "../i18n/define-text.ts";
import { notices } from "../i18n/en/notices.ts";

export const noticesText = defineText(notices, {
  pt: () => import("../i18n/pt/notices.ts").then((module) => module.notices),
  es: () => import("../i18n/es/notices.ts").then((module) => module.notices),
});
