/** What stands where a secret stood. */
export const REDACTED = "[redacted]";

const NAMES =
  "pass(?:phrase|word|wd)|secret|token|seed|ticket|credentials?|cookie|salt|ciphertext|(?:api|private|secret)[-_ ]?key";

/** Shapes that give a secret away wherever it stands, and what is left of it. */
const SHAPES: readonly [RegExp, string][] = [
  // A header goes to the end of its line, whatever the scheme.
  [/\b((?:proxy-)?authorization|(?:set-)?cookie)\b(\\*["']?\s*[:=]\s*)(?!\[redacted\])[^\r\n]+/gi, `$1$2${REDACTED}`],
  [/\b(bearer|basic|digest|qubic v1)\s+[^\s"'\\]+/gi, `$1 ${REDACTED}`],
  // A JSON member, also of JSON within a JSON string.
  [new RegExp(`((?:${NAMES})s?\\\\*["']\\s*:\\s*)\\\\*["](?:[^"\\\\]|\\\\.)*(?:"|$)`, "gi"), `$1"${REDACTED}"`],
  // An assignment goes to the end of its line: a passphrase has spaces. In an address it ends with its parameter.
  [new RegExp(`([?&](?:[\\w.-]*[-_.])?(?:${NAMES})s?=)[^&#\\s"'\\\\]+`, "gi"), `$1${REDACTED}`],
  [
    new RegExp(`\\b(\\w*(?:${NAMES})s?\\s*[:=]\\s*)(?!\\[redacted\\]|["'\\[{]?\\[redacted\\])(?=\\S)[^\\r\\n]+`, "gi"),
    `$1${REDACTED}`,
  ],
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/?#@]*):[^\s/?#]*@/gi, `$1:${REDACTED}@`],
  [/(?:qbx|whsec)_[A-Za-z0-9_-]+/g, REDACTED],
  [/eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g, REDACTED],
  // A seed: exactly 55 lowercase letters. What stands before may be the end of an escape.
  [
    /(?:(?<![a-z])|(?<=\\[bfnrtv])|(?<=\\u[0-9a-fA-F]{4})|(?<=\\x[0-9a-fA-F]{2})|(?<=%[0-9a-fA-F]{2}))[a-z]{55}(?![a-z])/g,
    REDACTED,
  ],
];

/** Secrets that this process holds, by value: they are found whatever stands around them. */
const known = new Set<string>();
/** Shorter ones would blot out ordinary words. */
const SHORTEST = 6;

/** Names a secret of this process (a seed, a passphrase): no line of its logs will show it, wherever it stands. */
export function hideFromLogs(secret: string): void {
  if (secret.length < SHORTEST) return;
  known.add(secret);
  known.add(JSON.stringify(secret).slice(1, -1));
  known.add(encodeURIComponent(secret));
}

/** Whether any of the shapes can be in a text: most texts have none, and are done with one look. */
const SUSPECT =
  /[a-z]{55}|qbx_|whsec_|eyJ|:\/\/|auth|cookie|bearer|basic|digest|qubic v1|pass|secret|token|seed|ticket|credential|salt|cipher|key/i;

/** The text without what looks like a secret, and without those this process is known to hold. */
export function redactText(text: string): string {
  if (text.length < SHORTEST) return text;
  let clean = text;
  for (const secret of known) if (clean.includes(secret)) clean = clean.replaceAll(secret, REDACTED);
  if (!SUSPECT.test(clean)) return clean;
  for (const [shape, replacement] of SHAPES) clean = clean.replace(shape, replacement);
  return clean;
}
