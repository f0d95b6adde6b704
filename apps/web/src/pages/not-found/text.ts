import { defineText } from "../../i18n/define-text.ts";
import { notFound } from "../../i18n/en/not-found.ts";

export const notFoundText = defineText(notFound, {
  pt: () => import("../../i18n/pt/not-found.ts").then((module) => module.notFound),
  es: () => import("../../i18n/es/not-found.ts").then((module) => module.notFound),
});
