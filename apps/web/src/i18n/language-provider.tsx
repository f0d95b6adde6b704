import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useTransition } from "react";
import { type Language, pickLanguage } from "./languages.ts";

const KEY = "qubix.language";

interface LanguageChoice {
  language: Language;
  choose: (language: Language) => void;
}

const Context = createContext<LanguageChoice | undefined>(undefined);

/** Knows the language, and remembers a choice. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(() => pickLanguage(localStorage.getItem(KEY), navigator.languages));
  // The page stays as it is until the new language's messages are there.
  const [, startTransition] = useTransition();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo(
    () => ({
      language,
      choose(next: Language) {
        localStorage.setItem(KEY, next);
        startTransition(() => setLanguage(next));
      },
    }),
    [language],
  );
  return <Context value={choice}>{children}</Context>;
}

/** The page's language, and how to choose another. */
export function useLanguage(): LanguageChoice {
  const choice = useContext(Context);
  if (!choice) throw new Error("useLanguage needs a LanguageProvider");
  return choice;
}
