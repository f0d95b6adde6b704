import { defineText } from "../../i18n/define-text.ts";
import { wallet } from "../../i18n/en/wallet.ts";

export const walletText = defineText(wallet, {
  pt: () => import("../../i18n/pt/wallet.ts").then((module) => module.wallet),
  es: () => import("../../i18n/es/wallet.ts").then((module) => module.wallet),
});
