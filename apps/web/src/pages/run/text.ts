import { defineText } from "../../i18n/define-text.ts";
import { run } from "../../i18n/en/run.ts";

export const runText = defineText(run, {
  pt: () => import("../../i18n/pt/run.ts").then((module) => module.run),
  es: () => import("../../i18n/es/run.ts").then((module) => module.run),
});
