const PAINT: Record<string, string> = {
  error: "\u001b[31m",
  warn: "\u001b[33m",
  info: "\u001b[36m",
  debug: "\u001b[90m",
};
const FAINT = "\u001b[90m";
const PLAIN = "\u001b[0m";
/** What a person at a terminal knows anyway. */
const KNOWN = new Set(["time", "level", "service", "version", "instance", "message"]);

/** A line for people: time of day, level, what happened, and the rest as `name=value`. Control characters are shown, not obeyed. */
export function humanLine(line: Record<string, unknown>): string {
  const { time, level, message } = line as { time: string; level: string; message: unknown };
  const rest = Object.entries(line)
    .filter(([name, value]) => !KNOWN.has(name) && value !== undefined)
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(" ");
  const head = `${FAINT}${time.slice(11, 23)}${PLAIN} ${PAINT[level] ?? ""}${level.padEnd(5)}${PLAIN}`;
  return `${head} ${printable(String(message))}${rest === "" ? "" : ` ${FAINT}${printable(rest)}${PLAIN}`}`;
}

function printable(text: string): string {
  return text.replace(/(?!\n)\p{Cc}/gu, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, "0")}`);
}
