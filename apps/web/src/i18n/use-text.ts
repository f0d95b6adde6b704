import { use } from "react";
import type { Messages, Text } from "./define-text.ts";
import { useLanguage } from "./language-provider.tsx";

/** The messages of a namespace in the language of the page. Suspends while they are being loaded. */
export function useText<T>(text: Text<T>): Messages<T> {
  const messages = text.in(useLanguage().language);
  return messages instanceof Promise ? use(messages) : messages;
}
