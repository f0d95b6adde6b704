import { defineText } from "../../i18n/define-text.ts";
import { job } from "../../i18n/en/job.ts";

export const jobText = defineText(job, {
  pt: () => import("../../i18n/pt/job.ts").then((module) => module.job),
  es: () => import("../../i18n/es/job.ts").then((module) => module.job),
});
