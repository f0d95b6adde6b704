import { type MachineRecord, type ProviderRecord, reputationScore } from "@qubix/market";
import { Amount, type MachineDocument, type ProviderDocument } from "@qubix/protocol";
import { z } from "zod";
import { Problem } from "../problem.ts";
import { PageCursor } from "./http/page-cursor.ts";
import { type Api, mountRoute } from "./mount-route.ts";

/** Providers on the chain, with the machines that dialled in here. */
export function mountProviders(api: Api): void {
  const { store } = api.context;

  mountRoute(api, "listProviders", async ({ query }) => {
    const { cursor, limit = 50, sort = "slot", minStake, maxPrice, hub } = query;
    const cursors = new PageCursor(`providers ${sort}`, ValueAndSlot);
    const { items, next } = await store.listings.providers({
      ...{ hub, limit, sort, after: cursors.read(cursor) },
      minStake: minStake === undefined ? undefined : BigInt(minStake),
      maxPrice: maxPrice === undefined ? undefined : BigInt(maxPrice),
    });
    return {
      items: await Promise.all(items.map((provider) => presentProvider(api, provider))),
      cursor: cursors.write(next),
    };
  });

  mountRoute(api, "getProvider", async ({ params }) => {
    const provider = await store.providers.byOwner(params.identity);
    if (provider === undefined) throw new Problem("PROVIDER_NOT_FOUND", `${params.identity} is not registered.`);
    return presentProvider(api, provider);
  });

  mountRoute(api, "listMachines", async ({ query }) => {
    const { cursor, limit = 50, online, minStake, ...filter } = query;
    const wanted = { ...filter, minStake: minStake === undefined ? undefined : BigInt(minStake), limit };
    const items: MachineDocument[] = [];
    let after = machineCursors.read(cursor);
    // Presence is not in the database: pages are read until enough machines are as wished.
    for (let turn = 0; turn < MAX_TURNS; turn++) {
      const page = await store.listings.machines({ ...wanted, after });
      for (const { owner, ...machine } of page.items) {
        const document = await presentOffer(api, machine, owner);
        if (online !== undefined && document.online !== online) continue;
        items.push(document);
        if (items.length === limit) return { items, cursor: machineCursors.write([machine.provider, document.id]) };
      }
      after = page.next;
      if (after === undefined) return { items };
    }
    return { items, cursor: machineCursors.write(after) };
  });
}

const ValueAndSlot = z.tuple([
  z.codec(Amount, z.bigint(), { decode: BigInt, encode: String }),
  z.int().min(0).max(0xffff),
]);
const machineCursors = new PageCursor("machines", z.tuple([z.int().min(0).max(0xffff), z.string().max(64)]));
/** Pages that are looked through for one answer; the next request goes on. */
const MAX_TURNS = 10;

async function presentOffer(api: Api, machine: MachineRecord, owner: ProviderRecord): Promise<MachineDocument> {
  return {
    ...(await presentMachine(api, machine)),
    provider: owner.slot,
    identity: owner.owner,
    stake: String(owner.stake),
    minPrice: String(owner.minPrice),
    score: reputationScore(owner.reputation),
  };
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
    ...(presence?.load && { load: presence.load }),
  };
}
