import { defineText } from "../i18n/define-text.ts";
import { jobWords } from "../i18n/en/job-words.ts";

/** What jobs' states and reasons are called, wherever a page shows jobs. */
export const jobWordsText = defineText(jobWords, {
  pt: () => import("../i18n/pt/job-words.ts").then((module) => module.jobWords),
  es: () => import("../i18n/es/job-words.ts").then((module) => module.jobWords),
});
