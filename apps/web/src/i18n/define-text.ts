import type { Language } from "./languages.ts";

/** The shape of a namespace's messages: text, or a function that makes text of its parts; may be nested. */
export type Messages<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...parts: infer Parts) => string
      ? (...parts: Parts) => string
      : Messages<T[K]>;
};

/** A namespace's messages in every language; those that are not English are loaded when they are wanted. */
export interface Text<T> {
  /** The messages, or the promise of them while they are being loaded. */
  in(language: Language): Messages<T> | Promise<Messages<T>>;
}

/** Defines a namespace. `english` is the source of its keys; a language that lacks one does not compile. */
export function defineText<T>(
  english: T,
  others: Record<Exclude<Language, "en">, () => Promise<Messages<T>>>,
): Text<T> {
  const known = new Map<Language, Messages<T> | Promise<Messages<T>>>([["en", english as Messages<T>]]);
  return {
    in(language) {
      const messages = known.get(language);
      if (messages !== undefined) return messages;
      const loading = others[language as Exclude<Language, "en">]().then(
        (loaded) => {
          known.set(language, loaded);
          return loaded;
        },
        (error: unknown) => {
          known.delete(language); // asked for again the next time
          throw error;
        },
      );
      known.set(language, loading);
      return loading;
    },
  };
}
