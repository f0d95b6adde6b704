import type { ByteRange } from "@qubix/market";
import { Problem } from "../../problem.ts";

/** A range of bytes, or some with commas between them. */
const BYTES = /^bytes=\s*([0-9]{0,15}-[0-9]{0,15}(?:\s*,\s*[0-9]{0,15}-[0-9]{0,15})*)\s*$/;

/**
 * What a `Range` header asks for of something that has `size` bytes: `a-b`, `a-` or the last n as `-n`.
 * @returns undefined for the whole: there is no header, or none that HTTP knows, which it says to ignore
 * @throws Problem RANGE_NOT_SATISFIABLE also for several ranges at once: they would need an encoding that nobody uses
 */
export function readRange(header: string | undefined, size: number): ByteRange | undefined {
  const [first, ...others] = BYTES.exec(header ?? "")?.[1]?.split(",") ?? [];
  if (first === undefined || first === "-") return undefined;
  if (others.length > 0)
    throw new Problem("RANGE_NOT_SATISFIABLE", "Ask for one range at a time, in a request for each.", { size });
  const [from = "", to = ""] = first.split("-");
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  // A last byte before the first one is no range, says RFC 9110, 14.1.1.
  if (from !== "" && to !== "" && Number(to) < Number(from)) return undefined;
  if (start >= size) throw new Problem("RANGE_NOT_SATISFIABLE", `There are ${size} bytes.`, { size });
  return { start, end };
}
