import { defineText } from "../i18n/define-text.ts";
import { signing } from "../i18n/en/signing.ts";

export const signingText = defineText(signing, {
  pt: () => import("../i18n/pt/signing.ts").then((module) => module.signing),
  es: () => import("../i18n/es/signing.ts").then((module) => module.signing),
});
