import { MAX_JSON_DEPTH, parseJson, type Route } from "@qubix/protocol";
import { Problem } from "../../problem.ts";

/** The JSON of a body: depth before parsing, strictly where its digest counts. @throws Problem, ProtocolError */
export function readJson(bytes: Buffer, route: Pick<Route, "digested">): unknown {
  if (isDeeper(bytes, MAX_JSON_DEPTH))
    throw new Problem("JSON_TOO_DEEP", `At most ${MAX_JSON_DEPTH} levels are read.`, { limit: MAX_JSON_DEPTH });
  if (route.digested) return parseJson(bytes, bytes.length);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new Problem("INVALID_JSON", error instanceof Error ? error.message : "The body is not JSON.");
  }
}

const [QUOTE, BACKSLASH, OPEN, CLOSE] = ['"', "\\", "{[", "}]"].map((characters) =>
  [...characters].map((character) => character.charCodeAt(0)),
) as [number[], number[], number[], number[]];

/** Whether brackets outside of strings nest deeper than `limit`; one pass, nothing is built. */
export function isDeeper(bytes: Uint8Array, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (inString) {
      if (byte === BACKSLASH[0]) at++;
      else if (byte === QUOTE[0]) inString = false;
    } else if (byte === QUOTE[0]) inString = true;
    else if (byte === OPEN[0] || byte === OPEN[1]) {
      if (++depth > limit) return true;
    } else if (byte === CLOSE[0] || byte === CLOSE[1]) depth--;
  }
  return false;
}
