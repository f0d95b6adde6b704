const SEGMENTS = new Intl.Segmenter();
const WIDE =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff01-\uff60]/u;
/** Identities, transactions, keys and digests: their ends tell them apart. */
const NAME_OF_MANY_LETTERS = /^(?:sha256:)?(?:[A-Za-z]{55,60}|[0-9a-f]{24,64})$/;
const GAP = "…";

const charactersOf = (text: string) => [...SEGMENTS.segment(text)].map(({ segment }) => segment);
const columnsOf = (character: string) => (WIDE.test(character) ? 2 : 1);

/** How many columns of a screen a text without line breaks takes. */
export function textWidth(text: string): number {
  return charactersOf(text).reduce((sum, character) => sum + columnsOf(character), 0);
}

/** A text of at most so many columns: identities and digests lose their middle, other texts their end. */
export function shorten(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  const room = Math.max(0, width - 1);
  if (!NAME_OF_MANY_LETTERS.test(text)) return firstColumns(text, room) + GAP;
  const end = Math.floor(room / 2);
  return text.slice(0, room - end) + GAP + (end > 0 ? text.slice(-end) : "");
}

function firstColumns(text: string, width: number): string {
  let taken = "";
  let left = width;
  for (const character of charactersOf(text)) {
    left -= columnsOf(character);
    if (left < 0) break;
    taken += character;
  }
  return taken;
}
