/** Languages of the app, each by its own name. English is the one that the others are checked against. */
export const LANGUAGES = { en: "English", pt: "Português", es: "Español" } as const;

export type Language = keyof typeof LANGUAGES;

const isLanguage = (text: string): text is Language => Object.hasOwn(LANGUAGES, text);

/** The language to speak: the one chosen, else the first of the browser's that is spoken here, else English. */
export function pickLanguage(chosen: string | null, preferred: readonly string[]): Language {
  const wishes = [chosen ?? "", ...preferred].map((tag) => tag.toLowerCase().split("-")[0]!);
  return wishes.find(isLanguage) ?? "en";
}
