import { EventType } from "@qubix/contract";
import type { ChainEventRecord } from "@qubix/market";
import type { ChainEventDocument } from "@qubix/protocol";
import { Problem } from "../problem.ts";
import { type Api, mountRoute } from "./mount-route.ts";

const NAMES = new Map<number, string>(Object.entries(EventType).map(([name, number]) => [number, name]));

/** The contract's events, final ones alone. */
export function mountEvents(api: Api): void {
  const { chain, store } = api.context;

  mountRoute(api, "listEvents", async ({ query }) => {
    const events = await store.listings.events({
      after: query.after === undefined ? undefined : BigInt(query.after),
      types: query.type?.map(numberOf),
      key: query.job,
      limit: query.limit ?? 200,
    });
    const { nextSeq } = chain.status();
    return { events: events.map(present), last: nextSeq === 0n ? undefined : String(nextSeq - 1n) };
  });
}

function present(event: ChainEventRecord): ChainEventDocument {
  const { seq, type, amount, chainHash: _, ...rest } = event;
  return { ...rest, seq: String(seq), type: NAMES.get(type) ?? String(type), amount: String(amount) };
}

/** @throws Problem INVALID_REQUEST */
function numberOf(name: string): number {
  const number = (EventType as Record<string, number>)[name];
  if (number === undefined) throw new Problem("INVALID_REQUEST", `type: the contract has no event ${name}.`);
  return number;
}
