import { defineText } from "../../i18n/define-text.ts";
import { provider } from "../../i18n/en/provider.ts";

export const providerText = defineText(provider, {
  pt: () => import("../../i18n/pt/provider.ts").then((module) => module.provider),
  es: () => import("../../i18n/es/provider.ts").then((module) => module.provider),
});
