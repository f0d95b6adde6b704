import type { ModelRepositoryRecord } from "@qubix/market";
import type { modelRepositories } from "../schema/index.ts";

/** A model's row without what only lists look for. */
export function plainRepository(row: typeof modelRepositories.$inferSelect): ModelRepositoryRecord {
  const { license: _, task: _t, library: _l, tags: _g, words: _w, ...record } = row;
  return record;
}
