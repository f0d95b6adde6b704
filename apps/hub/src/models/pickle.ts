/** How many bytes the argument of each pickle opcode has; text is up to a line's end, and counted things say their length. */
type Argument = number | "line" | "lines" | "count1" | "count4" | "count8";

const OPCODES = new Map<string, Argument>([
  ...["(", ".", "0", "1", "2", "N", "Q", "R", "a", "b", "d", "}", "e", "l", "]", "o", "s", "t", ")", "u"].map(
    (code): [string, Argument] => [code, 0],
  ),
  ...["F", "I", "L", "P", "S", "V", "g", "p"].map((code): [string, Argument] => [code, "line"]),
  ...(["c", "i"].map((code) => [code, "lines"]) as [string, Argument][]),
  ...([
    ["J", 4],
    ["K", 1],
    ["M", 2],
    ["T", "count4"],
    ["U", "count1"],
    ["X", "count4"],
    ["h", 1],
    ["j", 4],
    ["q", 1],
    ["r", 4],
    ["G", 8],
    ["B", "count4"],
    ["C", "count1"],
  ] as [string, Argument][]),
  // Protocols 2 to 5.
  ...(
    [
      [0x80, 1],
      [0x81, 0],
      [0x82, 1],
      [0x83, 2],
      [0x84, 4],
      [0x85, 0],
      [0x86, 0],
      [0x87, 0],
      [0x88, 0],
      [0x89, 0],
      [0x8a, "count1"],
      [0x8b, "count4"],
    ] as [number, Argument][]
  ).map(byName),
  ...(
    [
      [0x8c, "count1"],
      [0x8d, "count8"],
      [0x8e, "count8"],
      [0x8f, 0],
      [0x90, 0],
      [0x91, 0],
      [0x92, 0],
      [0x93, 0],
      [0x94, 0],
      [0x95, 8],
      [0x96, "count8"],
      [0x97, 0],
      [0x98, 0],
    ] as [number, Argument][]
  ).map(byName),
]);
function byName([code, argument]: [number, Argument]): [string, Argument] {
  return [String.fromCharCode(code), argument];
}

/** Opcodes that look something up and call it: what makes a pickle a program. */
const CALLS = new Set(["c", "i", "o", "R", "\x81", "\x92", "\x93"]);

/** What opcodes take from the stack: a pickle that has not put so much there can't be loaded, and is none. */
const TAKES: Record<string, number> = { ".": 1, R: 2, o: 2, b: 2, a: 2, s: 3, "\x81": 2, "\x92": 3, "\x93": 2 };

/**
 * Whether bytes are the beginning of a Python pickle, which runs whatever it says when it is loaded. It is walked through,
 * opcode by opcode, so that neither a name nor a few letters at the beginning decide.
 */
export function isPickle(head: Uint8Array): boolean {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const announced = head.length > 2 && head[0] === 0x80 && head[1]! >= 2 && head[1]! <= 5;
  let calls = 0;
  let steps = 0;
  for (let at = 0; at < text.length; steps++) {
    const code = String.fromCharCode(text[at++]!);
    const argument = OPCODES.get(code);
    if (argument === undefined) return false;
    if (argument === "lines" && !namesSomething(text, at)) return false;
    if (steps < (TAKES[code] ?? 0)) return false;
    if (CALLS.has(code)) calls++;
    if (code === ".") return announced || (calls > 0 && steps > 1);
    const next = skip(text, at, argument);
    if (next === undefined) break; // it goes on beyond what was read
    at = next;
  }
  return steps > 1 && (announced || calls > 0);
}

/** A module and a name in it, a line each. */
function namesSomething(text: Buffer, at: number): boolean {
  return /^[A-Za-z_][\w.]{0,255}\n[A-Za-z_][\w.]{0,255}\n/.test(text.toString("latin1", at, at + 520));
}

/** Where the next opcode is; undefined beyond the end. */
function skip(text: Buffer, at: number, argument: Argument): number | undefined {
  if (typeof argument === "number") return at + argument;
  if (argument === "line" || argument === "lines") {
    for (let lines = argument === "line" ? 1 : 2; lines > 0; lines--) {
      const end = text.indexOf(0x0a, at);
      if (end === -1) return undefined;
      at = end + 1;
    }
    return at;
  }
  const width = Number(argument.slice("count".length));
  if (at + width > text.length) return undefined;
  return (
    at +
    width +
    (width === 1 ? text.readUInt8(at) : width === 4 ? text.readUInt32LE(at) : Number(text.readBigUInt64LE(at)))
  );
}
