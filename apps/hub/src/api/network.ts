import { MAX_SPEC_BYTES, PROTOCOL_VERSION } from "@qubix/protocol";
import { Problem } from "../problem.ts";
import { VERSION } from "../version.ts";
import { type Api, mountRoute } from "./mount-route.ts";
import { presentTransaction } from "./present/transaction.ts";

/** The network as this hub sees it, and transactions that went through it. */
export function mountNetwork(api: Api): void {
  const { chain, config, network, store } = api.context;

  mountRoute(api, "getNetwork", async () => {
    const hub = chain.hub();
    if (hub === undefined) {
      throw new Problem("NODE_UNREACHABLE", "The hub has not seen its own registration on the chain yet.");
    }
    const { tick, epoch, halted } = chain.status();
    return {
      network,
      hub: { slot: hub.slot, identity: hub.owner, hot: hub.hot, fee: String(hub.minFee), paused: hub.paused },
      contractConfig: chain.contractConfig(),
      chain: { tick, epoch, halted },
      versions: { hub: VERSION, protocol: PROTOCOL_VERSION },
      limits: { blobBytes: config.maxBlobBytes, specBytes: MAX_SPEC_BYTES },
    };
  });

  mountRoute(api, "getTransaction", async ({ params }) => {
    const transaction = await store.transactions.get(params.id);
    const intent = transaction && (await store.transactions.intent(transaction.intent));
    if (transaction === undefined || intent === undefined) {
      throw new Problem("TRANSACTION_NOT_FOUND", `This hub has neither signed nor relayed ${params.id}.`);
    }
    return presentTransaction(transaction, intent.intent.procedure, intent.intent.jobKeys[0]);
  });
}
