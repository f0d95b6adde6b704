import { defineText } from "../../i18n/define-text.ts";
import { settings } from "../../i18n/en/settings.ts";

export const settingsText = defineText(settings, {
  pt: () => import("../../i18n/pt/settings.ts").then((module) => module.settings),
  es: () => import("../../i18n/es/settings.ts").then((module) => module.settings),
});
