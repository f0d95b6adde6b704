import { JOB_STATES, type JobState, type RouteQuery } from "@qubix/protocol";

/** What the list of jobs shows, as the address has it. */
export interface JobFilters {
  whose: "mine" | "all";
  states: readonly JobState[];
  kind: "wasm" | "onnx" | undefined;
  /** Slots of a model and of a provider. */
  model: number | undefined;
  provider: number | undefined;
  search: string;
  /** Days, `2026-11-27`, both included, in the reader's own time. */
  from: string;
  until: string;
  sort: "newest" | "oldest" | "updated";
}

/** Groups of states that people ask for. */
export const STATE_GROUPS = {
  waiting: ["submitted", "funded", "matched", "assigned"],
  running: ["authorized", "running", "committed"],
  ready: ["revealed", "decided"],
  settled: ["settled"],
  failed: ["failed", "expired", "cancelled"],
} as const satisfies Record<string, readonly JobState[]>;
export type StateGroup = keyof typeof STATE_GROUPS;

const SORTS = ["newest", "oldest", "updated"] as const;
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

/** Reads an address's query; what makes no sense in it is as if it weren't there. */
export function readFilters(query: URLSearchParams, isSignedIn: boolean): JobFilters {
  const states = (query.get("state") ?? "").split(",");
  const day = (name: string) => {
    const text = query.get(name) ?? "";
    return DAY.test(text) && !Number.isNaN(Date.parse(text)) ? text : "";
  };
  const kind = query.get("kind");
  return {
    whose: isSignedIn && query.get("whose") !== "all" ? "mine" : "all",
    states: JOB_STATES.filter((state) => states.includes(state)),
    kind: kind === "wasm" || kind === "onnx" ? kind : undefined,
    model: slotIn(query.get("model")),
    provider: slotIn(query.get("provider")),
    search: (query.get("search") ?? "").slice(0, 128),
    from: day("from"),
    until: day("until"),
    sort: SORTS.find((sort) => sort === query.get("sort")) ?? "newest",
  };
}

/** The query of an address that shows this; nothing for what is so anyway. */
export function writeFilters(filters: JobFilters): URLSearchParams {
  const { whose, states, kind, model, provider, search, from, until, sort } = filters;
  const query = new URLSearchParams();
  const set = (name: string, value: string | number | undefined, usual: string | undefined) => {
    if (value !== undefined && value !== usual) query.set(name, String(value));
  };
  set("whose", whose, "mine");
  set("state", states.join(","), "");
  set("kind", kind, undefined);
  set("model", model, undefined);
  set("provider", provider, undefined);
  set("search", search, "");
  set("from", from, "");
  set("until", until, "");
  set("sort", sort, "newest");
  return query;
}

/** What the hub is asked for. Words without a letter or a digit find nothing, so they aren't asked for. */
export function queryOf(filters: JobFilters, identity: string | undefined): RouteQuery<"listJobs"> {
  const { whose, states, kind, model, provider, search, from, until, sort } = filters;
  return {
    ...(whose === "mine" && identity !== undefined && { requester: identity }),
    ...(states.length > 0 && { state: [...states] }),
    ...(kind && { kind }),
    ...(model !== undefined && { model }),
    ...(provider !== undefined && { provider }),
    ...(/[\p{L}\p{N}]/u.test(search) && { search }),
    ...(from !== "" && { createdAfter: startOf(from) }),
    ...(until !== "" && { createdBefore: startOf(until, 1) - 1 }),
    ...(sort !== "newest" && { sort }),
  };
}

/** Whether anything is left out by more than whose jobs they are. */
export function isFiltered(filters: JobFilters): boolean {
  const { states, kind, model, provider, search, from, until } = filters;
  return states.length > 0 || search !== "" || from !== "" || until !== "" || (kind ?? model ?? provider) !== undefined;
}

function slotIn(text: string | null): number | undefined {
  return text !== null && /^[0-9]{1,5}$/.test(text) && Number(text) <= 0xffff ? Number(text) : undefined;
}

/** The beginning of a day, or of a later one, in milliseconds. */
function startOf(day: string, later = 0): number {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return Math.max(0, new Date(year, month - 1, date + later).getTime());
}
