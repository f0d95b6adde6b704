import type { Draft } from "./draft.ts";

/** What is wrong with a field, by the key of its text. */
export interface Issue {
  field: keyof Draft;
  problem: "missing" | "range" | "amount" | "fuel" | "region" | "slots" | "variable" | "quorum";
  min?: number;
  max?: number;
}

type NumberField =
  | "memoryMiB"
  | "wallSeconds"
  | "outputBytes"
  | "minMemoryMiB"
  | "replicas"
  | "quorum"
  | "deadlineTicks";

/** Whole numbers with their ranges; the command line has the same ones. */
export const RANGES: Record<NumberField, { min: number; max: number; optional?: true }> = {
  memoryMiB: { min: 1, max: 4096 },
  wallSeconds: { min: 1, max: 86_400 },
  outputBytes: { min: 0, max: 268_435_456 },
  minMemoryMiB: { min: 1, max: 0xffff_ffff, optional: true },
  replicas: { min: 1, max: 7 },
  quorum: { min: 1, max: 7, optional: true },
  deadlineTicks: { min: 1, max: 10_000_000 },
};

const AMOUNT = /^(?:0|[1-9][0-9]{0,18})$/;
const MAX_FUEL = 0xffff_ffff_ffff_ffffn;

/** Everything that is wrong with what was typed, field by field; nothing is wrong where it is empty. */
export function checkDraft(draft: Draft): Issue[] {
  return [...checkWhat(draft), ...(draft.kind === "spec" ? [] : checkNeeds(draft)), ...checkOffer(draft)];
}

function checkWhat({ kind, model, program, specText, variables }: Draft): Issue[] {
  if (kind === "model") return /^[^/\s]+\/[^/\s]+$/.test(model) ? [] : [{ field: "model", problem: "missing" }];
  if (kind === "spec") return specText.trim() === "" ? [{ field: "specText", problem: "missing" }] : [];
  const bad = variables.some(({ name }) => !/^[A-Za-z_][A-Za-z0-9_]{0,127}$/.test(name));
  return [
    ...(program ? [] : [{ field: "program", problem: "missing" } as const]),
    ...(bad ? [{ field: "variables", problem: "variable" } as const] : []),
  ];
}

function checkNeeds(draft: Draft): Issue[] {
  const { fuel, region } = draft;
  const isFuel = /^[1-9][0-9]{0,19}$/.test(fuel) && BigInt(fuel) <= MAX_FUEL;
  const numbers = ["memoryMiB", "wallSeconds", "outputBytes", "minMemoryMiB"] as const;
  return [
    ...(isFuel ? [] : [{ field: "fuel", problem: "fuel" } as const]),
    ...numbers.flatMap((field) => checkNumber(draft, field)),
    ...(region === "" || /^[a-z0-9-]{1,32}$/.test(region) ? [] : [{ field: "region", problem: "region" } as const]),
  ];
}

function checkOffer(draft: Draft): Issue[] {
  const numbers = (["replicas", "quorum", "deadlineTicks"] as const).flatMap((field) => checkNumber(draft, field));
  const amounts = (["priceCap", "minStake"] as const).filter(
    (field) => draft[field] !== "" && readAmount(draft[field]) === undefined,
  );
  const slots = draft.providers === "" || readSlots(draft.providers) !== undefined;
  const tooMany = numbers.length === 0 && Number(draft.quorum) > Number(draft.replicas);
  return [
    ...numbers,
    ...amounts.map((field) => ({ field, problem: "amount" }) as const),
    ...(slots ? [] : [{ field: "providers", problem: "slots" } as const]),
    ...(tooMany ? [{ field: "quorum", problem: "quorum", max: Number(draft.replicas) } as const] : []),
  ];
}

function checkNumber(draft: Draft, field: NumberField): Issue[] {
  const { min, max, optional } = RANGES[field];
  const text = draft[field];
  if (text === "" && optional) return [];
  const value = /^[0-9]{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? [] : [{ field, problem: "range", min, max }];
}

/** QU as it was typed; undefined for anything else. */
export function readAmount(text: string): bigint | undefined {
  if (!AMOUNT.test(text)) return undefined;
  const amount = BigInt(text);
  return amount <= 0x7fff_ffff_ffff_ffffn ? amount : undefined;
}

/** At most eight different slots with commas between; undefined for anything else. */
export function readSlots(text: string): number[] | undefined {
  const parts = text.split(",").map((part) => part.trim());
  if (!parts.every((part) => /^[0-9]{1,5}$/.test(part) && Number(part) < 0xffff)) return undefined;
  const slots = [...new Set(parts.map(Number))];
  return slots.length <= 8 ? slots : undefined;
}
