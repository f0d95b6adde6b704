/** Longer cards are shown up to here; the whole of one is among the files. */
export const SHOWN_CHARACTERS = 100_000;
/** Far more than a paragraph that people write has. */
const MAX_MARKS = 2_000;
const MAX_DEPTH = 32;

/**
 * Whether Markdown can be drawn without keeping the page busy: parsers take long over thousands of open brackets or stars in
 * one paragraph, and nesting without end has no drawing. A card is a stranger's text.
 */
export function isTame(markdown: string): boolean {
  return markdown
    .split(/\r?\n[ \t]*\r?\n/)
    .every((paragraph) => marksIn(paragraph) <= MAX_MARKS && depthOf(paragraph) <= MAX_DEPTH);
}

const marksIn = (paragraph: string) => paragraph.match(/[*_[\]~`<>!\\&|]/g)?.length ?? 0;

/** How deep its lines are within quotes and lists. */
function depthOf(paragraph: string): number {
  const depths = paragraph
    .split("\n")
    .map((line) => /^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]))*/.exec(line)?.[0] ?? "");
  return Math.max(...depths.map((begin) => begin.replaceAll(/\d+[.)]/g, "-").replaceAll(/[^>*+-]/g, "").length));
}

/** A card without the front matter that programs read. */
export function cardBody(text: string): string {
  return text.replace(/^\uFEFF?---[ \t]*\r?\n(?:[\s\S]*?\r?\n)?---[ \t]*(?:\r?\n|$)/, "");
}
