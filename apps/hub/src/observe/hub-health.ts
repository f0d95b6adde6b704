import { Health } from "@qubix/observe";
import type { Store } from "@qubix/store";
import type { HubChainView } from "../chain/hub-chain-view.ts";

/** One question that a node does not answer is no reason to send users elsewhere. */
const SILENT_MS = 10_000;

/** What must be well for a hub process to be given work: each name is one of docs/operations.md. */
export function hubHealth(store: Store, chain: Pick<HubChainView, "status" | "silentMs">): Health {
  return new Health({
    database: () => store.vitals.checkDatabase(),
    [store.engines.live === "redis" ? "redis" : "live"]: () => store.vitals.checkLive().then(() => undefined),
    chain: () => {
      const { tick, nodes } = chain.status();
      if (tick === 0) return "no tick is known yet";
      return chain.silentMs() > SILENT_MS ? `none of ${nodes.listed} nodes answers` : undefined;
    },
  });
}
