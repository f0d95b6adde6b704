import { STATUS_CODES } from "node:http";
import type { Answer, OpenApiDocument } from "./document.ts";

/** Moves answers that several operations give alike into components, and leaves references in their place. */
export function shareAnswers(paths: OpenApiDocument["paths"]): Record<string, Answer> {
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  const counts = new Map<string, number>();
  for (const { responses } of operations)
    for (const answer of Object.values(responses)) {
      const text = JSON.stringify(answer);
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
  const shared: Record<string, Answer> = {};
  const names = new Map<string, string>();
  for (const { responses } of operations)
    for (const [status, answer] of Object.entries(responses)) {
      const text = JSON.stringify(answer);
      if (Number(status) < 300 || counts.get(text)! < 2) continue;
      const name = names.get(text) ?? nameOf(status, shared);
      names.set(text, name);
      shared[name] = answer;
      responses[status] = { $ref: `#/components/responses/${name}` };
    }
  return shared;
}

/** `NotFound`, `NotFound2` and so on. */
function nameOf(status: string, taken: Record<string, Answer>): string {
  const base = (STATUS_CODES[status] ?? `Status${status}`).replace(/[^A-Za-z]/g, "");
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}${n}`;
    if (!(name in taken)) return name;
  }
}
