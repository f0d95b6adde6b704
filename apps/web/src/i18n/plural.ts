import type { Language } from "./languages.ts";

/** The form of a word that fits a count: `plural("en", count, { one: "1 job", other: "2 jobs" })`. */
export function plural(language: Language, count: number, forms: { one: string; other: string }): string {
  return new Intl.PluralRules(language).select(count) === "one" ? forms.one : forms.other;
}
