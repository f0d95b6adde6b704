import { type Format, formatIn } from "./format.ts";
import { useLanguage } from "./language-provider.tsx";
import type { Language } from "./languages.ts";

const formats = new Map<Language, Format>();

/** How numbers, amounts and times are written in the page's language. */
export function useFormat(): Format {
  const { language } = useLanguage();
  const format = formats.get(language) ?? formatIn(language);
  formats.set(language, format);
  return format;
}
