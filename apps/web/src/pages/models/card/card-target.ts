/** A file of the version whose card is read. */
export interface CardFile {
  path: string;
  digest: string;
  size: number;
}

/** Where a link of a card leads: out of the page, to a place in the card, or to a file of the model. */
export type CardTarget =
  | { kind: "outside"; url: string }
  | { kind: "place"; fragment: string }
  | { kind: "file"; file: CardFile };

/** Prefix of the ids of a card's headings: a card must not be able to name elements of the page around it. */
export const CARD_ID = "card-";
const SCHEMES = new Set(["https:", "http:", "mailto:"]);

/**
 * Reads the address in a link of a card, which a stranger has written. Undefined for whatever may not be followed: scripts,
 * data, addresses of this page's own, and files that the version does not have.
 */
export function cardTarget(address: string, files: readonly CardFile[]): CardTarget | undefined {
  if (address.startsWith("#")) return { kind: "place", fragment: `#${CARD_ID}${slugOf(decoded(address.slice(1)))}` };
  if (/^[a-z][a-z0-9+.-]*:/i.test(address)) {
    const url = URL.parse(address);
    return url !== null && SCHEMES.has(url.protocol) ? { kind: "outside", url: url.href } : undefined;
  }
  const file = cardFile(address, files);
  return file && { kind: "file", file };
}

/** The file of the version that a relative address names. */
export function cardFile(address: string, files: readonly CardFile[]): CardFile | undefined {
  const path = decoded(address.replace(/[?#].*$/s, "").replace(/^(?:\.\/)+/, ""));
  return files.find((file) => file.path === path);
}

/** What a heading is called in links to it, as on other model hubs. */
export function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(/\s+/g, "-")
    .slice(0, 80);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
