import { Identity, label, MODEL_TASKS, type RouteQuery, searchText } from "@qubix/protocol";

/** Orders that a reader can choose; the hub has them all. */
export const MODEL_SORTS = ["runs", "updated", "created", "name"] as const;
export type ModelSort = (typeof MODEL_SORTS)[number];
const DEFAULT_SORT: ModelSort = "runs";

/** What is looked for; it stands in the page's address, so that it can be shared and gone back to. */
export interface ModelFilters {
  search: string;
  task: string;
  license: string;
  tag: string;
  publisher: string;
  sort: ModelSort;
}

/** Licences that are offered by name; any other that a model has can be typed. */
export const LICENSES = ["MIT", "Apache-2.0", "BSD-3-Clause", "CC-BY-4.0", "CC-BY-SA-4.0", "GPL-3.0-only", "other"];

/** Reads an address; what makes no sense in it is as if it weren't there. */
export function readModelFilters(params: URLSearchParams): ModelFilters {
  const text = (name: string, schema: { safeParse(value: string): { success: boolean } }) => {
    const value = params.get(name) ?? "";
    return schema.safeParse(value).success ? value : "";
  };
  const sort = MODEL_SORTS.find((one) => one === params.get("sort")) ?? DEFAULT_SORT;
  const task = MODEL_TASKS.find((one) => one === params.get("task")) ?? "";
  return {
    ...{
      search: text("search", searchText()),
      task,
      license: text("license", label(128)),
      tag: text("tag", label(64)),
    },
    ...{ publisher: text("publisher", Identity), sort },
  };
}

/** The address of a list; what is not looked for is left out. */
export function writeModelFilters(filters: ModelFilters): URLSearchParams {
  const entries = Object.entries(filters).filter(([name, value]) => value !== (name === "sort" ? DEFAULT_SORT : ""));
  return new URLSearchParams(entries);
}

/** What the hub is asked for. */
export function modelQuery({ search, task, license, tag, publisher, sort }: ModelFilters): RouteQuery<"listModels"> {
  return {
    ...(search !== "" && { search }),
    ...(task !== "" && { task }),
    ...(license !== "" && { license }),
    ...(tag !== "" && { tag: [tag] }),
    ...(publisher !== "" && { publisher }),
    sort,
  };
}

/** Whether anything is left out of the list. */
export const isFiltered = ({ sort: _, ...filters }: ModelFilters): boolean =>
  Object.values(filters).some((value) => value !== "");
