import { useState } from "react";
import { Card } from "../../design/card.tsx";
import { Select } from "../../design/field.tsx";
import { Page } from "../../design/page.tsx";
import { useLanguage } from "../../i18n/language-provider.tsx";
import { LANGUAGES, type Language } from "../../i18n/languages.ts";
import { useText } from "../../i18n/use-text.ts";
import { chooseTheme, chosenTheme, THEMES, type Theme } from "../../layout/theme.ts";
import { NoticeSetting } from "../../notices/notice-setting.tsx";
import { settingsText } from "./text.ts";

const LANGUAGE_OPTIONS = Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }));

/** What is chosen on this device. */
export function SettingsPage() {
  const text = useText(settingsText);
  const { language, choose } = useLanguage();
  const [theme, setTheme] = useState(chosenTheme);
  const pickTheme = (next: Theme) => {
    chooseTheme(next);
    setTheme(next);
  };
  return (
    <Page title={text.title}>
      <Card title={text.appearance}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Select
            label={text.theme}
            value={theme}
            options={THEMES.map((value) => ({ value, label: text.themes[value] }))}
            onChange={(event) => pickTheme(event.target.value as Theme)}
          />
          <Select
            label={text.language}
            value={language}
            options={LANGUAGE_OPTIONS}
            onChange={(event) => choose(event.target.value as Language)}
          />
        </div>
      </Card>
      <NoticeSetting />
    </Page>
  );
}
