/** Text as it must stand in HTML. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Like a template string: what is put in is escaped, unless it is Html itself; lists are joined. */
export function html(parts: TemplateStringsArray, ...values: (Html | readonly Html[] | string)[]): Html {
  const rendered = values.map((value) => {
    if (typeof value === "string") return escapeHtml(value);
    return Array.isArray(value) ? value.map(({ text }) => text).join("") : (value as Html).text;
  });
  return new Html(String.raw({ raw: parts }, ...rendered));
}

/** A piece of HTML that is safe to put into a page. */
export class Html {
  constructor(readonly text: string) {}
}

export const NOTHING = new Html("");
