/** Control characters but tab and line feed; and those that turn the direction of writing around. */
const HIDDEN = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A stranger's text as a screen may show it: what would move the cursor, change colours or hide what stands there is
 * replaced by its code, such as `\x1b`.
 */
export function visible(text: string): string {
  return text.replaceAll(HIDDEN, (character) => {
    if (character === "\n" || character === "\t") return character;
    const code = character.codePointAt(0)!.toString(16);
    return code.length > 2 ? `\\u${code}` : `\\x${code.padStart(2, "0")}`;
  });
}
