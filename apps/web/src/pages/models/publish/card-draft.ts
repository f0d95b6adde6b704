/** What the form knows of a card; an empty text says nothing. */
export interface CardForm {
  license: string;
  task: string;
  language: string;
  tags: readonly string[];
  baseModel: string;
  /** Markdown. */
  body: string;
}

/** Whether a text brings front matter of its own, which then says everything. */
export const hasFrontMatter = (body: string): boolean => /^\uFEFF?---[ \t]*\r?\n/.test(body);

/**
 * The text of a `README.md` with front matter. Values are written as JSON strings, which YAML takes as they are: none can
 * end its line or begin another member.
 */
export function cardText({ license, task, language, tags, baseModel, body }: CardForm): string {
  if (hasFrontMatter(body)) return body;
  const lines = [
    member("license", license.toLowerCase()),
    member("pipeline_tag", task),
    member("language", language),
    ...(tags.length === 0 ? [] : [`tags: ${JSON.stringify(tags)}`]),
    member("base_model", baseModel),
  ].filter((line) => line !== undefined);
  return [...(lines.length === 0 ? [] : ["---", ...lines, "---", ""]), body.trim(), ""].join("\n");
}

const member = (name: string, value: string) => (value === "" ? undefined : `${name}: ${JSON.stringify(value)}`);
