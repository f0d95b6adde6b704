import { defineText } from "../../i18n/define-text.ts";
import { jobs } from "../../i18n/en/jobs.ts";

export const jobsText = defineText(jobs, {
  pt: () => import("../../i18n/pt/jobs.ts").then((module) => module.jobs),
  es: () => import("../../i18n/es/jobs.ts").then((module) => module.jobs),
});
