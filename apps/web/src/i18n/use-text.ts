import { use } from "react";
import type { Messages, Text } from "./define-text.ts";
import { useLanguage } from "./language-provider.tsx";

/**
 * The messages of a namespace in the language of the page. Suspends while they are being loaded. What a component `use`d when it
 * suspended it must `use` again when React goes on with it, or its next hook throws (error 467): so a promise stays a promise.
 */
export function useText<T>(text: Text<T>): Messages<T> {
  const messages = text.in(useLanguage().language);
  return messages instanceof Promise ? use(messages) : messages;
}
