import { decodeNpy, type Tensor } from "@qubix/client/onnx";
import { readCsv } from "./read-csv.ts";

/** An output as a page can show it; what it is called says nothing, its bytes do. */
export type Shown =
  | { kind: "image"; type: string }
  | { kind: "tensor"; tensor: Tensor }
  | { kind: "table"; columns: string[]; rows: string[][]; isCut: boolean }
  | { kind: "json"; text: string }
  | { kind: "text"; text: string; isCut: boolean }
  | { kind: "binary" };

/** Pictures by their first bytes. SVG is none of them: it is a document with programs in it. */
const PICTURES: readonly [type: string, magic: string][] = [
  ["image/png", "89504e470d0a1a0a"],
  ["image/jpeg", "ffd8ff"],
  ["image/gif", "474946383761"],
  ["image/gif", "474946383961"],
  ["image/bmp", "424d"],
];
const MOST_TEXT = 256 * 1024;
const MOST_JSON = 1024 * 1024;
export const MOST_ROWS = 200;

/** Finds out what an output is. Only text can become a table, by its ending. */
export function shownAs(path: string, bytes: Uint8Array): Shown {
  const type = pictureType(bytes);
  if (type) return { kind: "image", type };
  const tensor = tensorIn(bytes);
  if (tensor) return { kind: "tensor", tensor };
  const text = textIn(bytes);
  if (text === undefined) return { kind: "binary" };
  const isCut = bytes.length > MOST_TEXT;
  if (/\.(?:csv|tsv)$/i.test(path)) {
    const table = readCsv(text, /\.tsv$/i.test(path) ? "\t" : ",", MOST_ROWS);
    if (table) return { kind: "table", ...table, isCut: isCut || table.isCut };
  }
  if (/\.json$/i.test(path) && bytes.length <= MOST_JSON) return jsonIn(new TextDecoder().decode(bytes), text, isCut);
  return { kind: "text", text, isCut };
}

function pictureType(bytes: Uint8Array): string | undefined {
  const head = [...bytes.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (/^52494646.{8}57454250/.test(head)) return "image/webp";
  return PICTURES.find(([, magic]) => head.startsWith(magic))?.[0];
}

function tensorIn(bytes: Uint8Array): Tensor | undefined {
  try {
    return decodeNpy(bytes);
  } catch {
    return undefined;
  }
}

/** UTF-8 without anything that no text has. */
function textIn(bytes: Uint8Array): string | undefined {
  const head = bytes.subarray(0, MOST_TEXT);
  try {
    // A character may be cut in two at the end of the head.
    const text = new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: head.length < bytes.length });
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}

function jsonIn(whole: string, text: string, isCut: boolean): Shown {
  try {
    const value: unknown = JSON.parse(whole);
    const table = tableOf(value);
    return table ? { kind: "table", ...table } : { kind: "json", text: JSON.stringify(value, null, 2) };
  } catch {
    return { kind: "text", text, isCut };
  }
}

/** A list of plain records is a table. */
function tableOf(value: unknown): { columns: string[]; rows: string[][]; isCut: boolean } | undefined {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isFlat)) return undefined;
  const records = value as Record<string, unknown>[];
  const columns = [...new Set(records.slice(0, MOST_ROWS).flatMap((record) => Object.keys(record)))].slice(0, 64);
  const cell = (one: unknown) => (one === undefined || one === null ? "" : String(one));
  const rows = records.slice(0, MOST_ROWS).map((record) => columns.map((name) => cell(record[name])));
  return { columns, rows, isCut: records.length > MOST_ROWS };
}

function isFlat(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((one) => typeof one !== "object" || one === null);
}
