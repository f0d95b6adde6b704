import { EventType } from "@qubix/contract";
import { expect } from "vitest";
import { type E2eNetwork, TERMS } from "./e2e-network.ts";

/** What a job costs its requester beside what it pays. */
const CREATE_FEE = 1_000n;

/**
 * Holds a job of `requester` to having been created, assigned, run, settled and paid exactly once for each of these
 * providers, whatever happened on the way. `before` are the balances of those involved when it was submitted.
 */
export async function expectSettledOnce(
  net: E2eNetwork,
  key: string,
  { names, before, requester }: { names: string[]; before: Record<string, bigint>; requester: string },
): Promise<void> {
  const job = await net.ended(key);
  expect(job.state, JSON.stringify(job)).toBe("settled");
  expect(job.attempts.map(({ state }) => state)).toEqual(names.map(() => "settled"));
  const events = await net.events(key);
  const count = (type: number) => events.filter((event) => event.type === type).length;
  expect({
    created: count(EventType.JobCreated),
    assigned: count(EventType.JobAssigned),
    ended: count(EventType.AttemptEnded),
    committed: count(EventType.Committed),
    revealed: count(EventType.Revealed),
    settled: count(EventType.Settled),
    paid: count(EventType.ProviderPaid),
    hubPaid: count(EventType.HubPaid),
  }).toEqual({
    ...{ created: 1, ended: 0, settled: 1, hubPaid: 1 },
    ...{ assigned: names.length, committed: names.length, revealed: names.length, paid: names.length },
  });
  const after = await net.balances(peopleOf(net, names, requester));
  const cost = names.reduce((sum, name) => sum + priceOf(job.attempts, net.provider(name).slot), 0n);
  expect(after[requester]! - before[requester]!).toBe(-(cost + TERMS.hubFee + TERMS.protocolFee + CREATE_FEE));
  expect(after.hub! - before.hub!).toBe(TERMS.hubFee);
  for (const name of names)
    expect(after[name]! - before[name]!, name).toBe(priceOf(job.attempts, net.provider(name).slot));
}

/** Requester, hub owner and provider owners, by name. */
export function peopleOf(net: E2eNetwork, names: string[], requester: string) {
  const owners = Object.fromEntries(names.map((name) => [name, net.provider(name).owner]));
  return { [requester]: net.account(requester), hub: net.local.hub.owner, ...owners };
}

function priceOf(attempts: { provider: number; price: string }[], slot: number): bigint {
  return BigInt(attempts.find(({ provider }) => provider === slot)!.price);
}
