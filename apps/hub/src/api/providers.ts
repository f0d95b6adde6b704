import { type MachineRecord, type ProviderRecord, reputationScore } from "@qubix/market";
import type { ProviderDocument } from "@qubix/protocol";
import { Problem } from "../problem.ts";
import { type Api, mountRoute } from "./mount-route.ts";

/** Providers on the chain, with the machines that dialled in here. */
export function mountProviders(api: Api): void {
  const { store } = api.context;

  mountRoute(api, "listProviders", async ({ query }) => {
    const limit = query.limit ?? 50;
    const providers = await store.providers.list(limit + 1, readCursor(query.cursor));
    const page = providers.slice(0, limit);
    const items = await Promise.all(page.map((provider) => presentProvider(api, provider)));
    return { items, cursor: providers.length > limit ? String(page.at(-1)?.slot) : undefined };
  });

  mountRoute(api, "getProvider", async ({ params }) => {
    const provider = await store.providers.byOwner(params.identity);
    if (provider === undefined) throw new Problem("PROVIDER_NOT_FOUND", `${params.identity} is not registered.`);
    return presentProvider(api, provider);
  });
}

async function presentProvider(api: Api, provider: ProviderRecord): Promise<ProviderDocument> {
  const records = await api.context.store.providers.machines(provider.slot);
  const machines = await Promise.all(records.map((machine) => presentMachine(api, machine)));
  return {
    slot: provider.slot,
    identity: provider.owner,
    hot: provider.hot,
    payout: provider.payout,
    stake: String(provider.stake),
    minPrice: String(provider.minPrice),
    capacity: provider.capacity,
    live: provider.live,
    hubs: provider.hubs,
    anyHub: provider.anyHub,
    paused: provider.paused,
    reputation: provider.reputation,
    score: reputationScore(provider.reputation),
    online: machines.some((machine) => machine.online),
    machines: machines.map(({ online: _, ...machine }) => machine),
  };
}

async function presentMachine(api: Api, machine: MachineRecord) {
  const presence = await api.context.agents.presence(machine.provider, machine.description.id);
  return {
    ...machine.description,
    freeSlots: presence?.freeSlots ?? 0,
    lastSeen: presence?.lastSeen ?? machine.helloAt,
    online: presence !== undefined,
  };
}

function readCursor(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  if (!/^[0-9]{1,5}$/.test(cursor)) throw new Problem("INVALID_REQUEST", "The cursor is not one of this list.");
  return Number(cursor);
}
