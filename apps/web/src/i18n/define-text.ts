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
  /** English, or the promise of another language's messages: the same one before and after they are there. */
  in(language: Language): Messages<T> | Promise<Messages<T>>;
}

/** Defines a namespace. `english` is the source of its keys; a language that lacks one does not compile. */
export function defineText<T>(
  english: T,
  others: Record<Exclude<Language, "en">, () => Promise<Messages<T>>>,
): Text<T> {
  const asked = new Map<Language, Promise<Messages<T>>>();
  return {
    in(language) {
      if (language === "en") return english as Messages<T>;
      const known = asked.get(language);
      if (known) return known;
      const loading = others[language]();
      asked.set(language, loading);
      // Asked for again the next time.
      loading.catch(() => asked.delete(language));
      return loading;
    },
  };
}
