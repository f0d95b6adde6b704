import type { EventType } from "@qubix/contract";
import { attemptEndReasonOf, type ChainEventDocument, closeReasonOf } from "@qubix/protocol";

/** What the parts of events stand for, and how such a thing is shown. */
export const FACT_KINDS = {
  ...{ hub: "number", provider: "number", model: "number", parent: "number", batch: "number", attempt: "number" },
  ...{ leaves: "number", tries: "number", committed: "number", agree: "number", invocation: "number" },
  ...{ receipt: "number", reveal: "number", assignment: "number", other: "number", slot: "number", number: "number" },
  ...{ bond: "qu", stake: "qu", asked: "qu", paidOut: "qu", royalty: "qu", escrow: "qu", price: "qu", amount: "qu" },
  ...{ takesEffect: "tick", lastTick: "tick", fromTick: "tick", deadline: "tick" },
  ...{ paused: "flag", active: "flag", closed: "flag" },
  ...{ endReason: "word", closeReason: "word" },
  ...{ owner: "publicKey", buyer: "publicKey", digest: "digest", root: "hex", job: "job", key: "hex" },
} as const;
export type FactLabel = keyof typeof FACT_KINDS;

/** One thing that an event tells; `value` is a decimal number, `true` or `false`, a word of the protocol, or hex. */
export interface EventFact {
  label: FactLabel;
  value: string;
}

type Part = "slot" | "other" | "amount" | "key";
type Meaning = Partial<Record<Part, FactLabel>>;
/** Slots of jobs and assignments are used again and say nothing to people; job keys do. */
const ofJob = { key: "job" } as const;

/** As the contract's source describes each of its events. `attempt` in `other` is packed with a provider. */
const MEANINGS: Record<keyof typeof EventType, Meaning> = {
  HubRegistered: { slot: "hub", amount: "bond", key: "owner" },
  HubUpdated: { slot: "hub", other: "paused", amount: "bond", key: "owner" },
  HubWithdrawn: { slot: "hub", other: "closed", amount: "paidOut", key: "owner" },
  ProviderRegistered: { slot: "provider", amount: "stake", key: "owner" },
  ProviderUpdated: { slot: "provider", other: "paused", amount: "stake", key: "owner" },
  UnstakeRequested: { slot: "provider", other: "fromTick", amount: "asked", key: "owner" },
  Unstaked: { slot: "provider", other: "closed", amount: "paidOut", key: "owner" },
  ModelPublished: { slot: "model", other: "parent", amount: "royalty", key: "digest" },
  ModelUpdated: { slot: "model", other: "active", amount: "royalty", key: "digest" },
  JobCreated: { ...ofJob, other: "hub", amount: "escrow" },
  JobAssigned: { ...ofJob, other: "attempt", amount: "price" },
  RevocationRequested: { ...ofJob, other: "attempt", amount: "takesEffect" },
  AttemptEnded: { ...ofJob, other: "attempt", amount: "endReason" },
  BatchFlushed: { slot: "batch", other: "leaves", amount: "invocation", key: "root" },
  BatchAuthorized: { slot: "batch", other: "leaves", amount: "invocation", key: "root" },
  BatchFailed: { slot: "batch", other: "tries", amount: "invocation", key: "root" },
  Committed: { ...ofJob, other: "attempt", amount: "price" },
  RevealOpened: { ...ofJob, other: "committed", amount: "lastTick" },
  Revealed: { ...ofJob, other: "attempt", amount: "reveal" },
  Decided: { ...ofJob, other: "agree", amount: "lastTick" },
  Settled: { ...ofJob, other: "closeReason", amount: "receipt" },
  ProviderPaid: { ...ofJob, other: "attempt", amount: "amount" },
  ProviderSlashed: { ...ofJob, other: "attempt", amount: "amount" },
  RoyaltyPaid: { ...ofJob, other: "model", amount: "amount" },
  HubPaid: { ...ofJob, other: "hub", amount: "amount" },
  Refunded: { ...ofJob, amount: "amount" },
  Burned: { ...ofJob, amount: "amount" },
  ConfigChanged: {},
  JobToppedUp: { ...ofJob, other: "deadline", amount: "amount" },
  AccessPriced: { slot: "model", amount: "price", key: "digest" },
  AccessBought: { slot: "model", amount: "price", key: "buyer" },
};

/** Types of events that can be asked for, in the order in which they happen to a job. */
export const EVENT_TYPES = Object.keys(MEANINGS) as (keyof typeof EventType)[];

/** What is missing: no parent, no hub. */
const NONE = 0xffff;
const UNKNOWN: Meaning = { slot: "slot", other: "other", amount: "number", key: "key" };

/** What an event tells, in the contract's terms; of a type that this page does not know, the bare parts. */
export function eventFacts(event: ChainEventDocument): EventFact[] {
  const meaning = (MEANINGS as Record<string, Meaning | undefined>)[event.type] ?? UNKNOWN;
  const parts: Part[] = ["key", "slot", "other", "amount"];
  return parts.flatMap((part) => {
    const label = meaning[part];
    return label === undefined ? [] : factsOf(label, String(event[part]));
  });
}

function factsOf(label: FactLabel, text: string): EventFact[] {
  const number = Number(text);
  if (label === "attempt") {
    return [
      { label, value: String(number & 0xffff) },
      { label: "provider", value: String(number >>> 16) },
    ];
  }
  if (label === "parent" && number === NONE) return [];
  // -1 is one that is to be tried again; 0 is a revocation that is off.
  if (label === "invocation" && text.startsWith("-")) return [];
  if (label === "endReason") return [{ label, value: attemptEndReasonOf(number) ?? text }];
  if (label === "closeReason") return [{ label, value: closeReasonOf(number) ?? text }];
  return [{ label, value: FACT_KINDS[label] === "flag" ? String(number !== 0) : text }];
}
