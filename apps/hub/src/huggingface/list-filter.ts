import type { ModelListing } from "@qubix/market";
import { isTrue, several } from "./params.ts";

const SORTS: Record<string, ModelListing["sort"]> = {
  ...{ lastModified: "updated", last_modified: "updated", createdAt: "created", created_at: "created" },
  // Nothing is counted here but runs.
  ...{ downloads: "runs", likes: "runs", trendingScore: "runs", trending_score: "runs" },
};
const PAGE = 100;

/** What a list of models is asked for, in the words of the conventions; words that mean nothing here are passed over. */
export function listFilterOf(query: Record<string, unknown>): Omit<ModelListing, "readers" | "runnable" | "after"> {
  const text = (name: string) => several(query[name])[0]?.slice(0, 128);
  const limit = Number(/^[0-9]{1,4}$/.exec(text("limit") ?? "")?.[0] ?? PAGE);
  const search = text("search");
  const tags = [...several(query.filter).flatMap((one) => one.split(",")), ...several(query.pipeline_tag)].filter(
    (tag) => tag !== "",
  );
  return {
    limit: Math.min(Math.max(limit, 1), PAGE),
    ...{ namespace: text("author"), tags: tags.length === 0 ? undefined : tags.slice(0, 32) },
    search: search !== undefined && /[\p{L}\p{N}]/u.test(search) ? search : undefined,
    gated: query.gated === undefined ? undefined : isTrue(query.gated),
    sort: SORTS[text("sort") ?? ""] ?? "updated",
    reversed: text("direction") === "1",
  };
}
