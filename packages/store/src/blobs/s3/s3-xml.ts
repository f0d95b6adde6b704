/**
 * S3's answers are flat XML without attributes of interest, comments or CDATA: reading elements by name is enough.
 * @returns the inside of each element of this name
 */
export function elements(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, "g"))].map((match) => match[1]!);
}

/** The text of the first element of this name. */
export function text(xml: string, name: string): string | undefined {
  const [inside] = elements(xml, name);
  return inside?.replace(/&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(lt|gt|quot|apos|amp));/g, (_, hex, decimal, named) =>
    named === undefined ? String.fromCodePoint(Number.parseInt(hex ?? decimal, hex ? 16 : 10)) : NAMED[named]!,
  );
}

const NAMED: Record<string, string> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
