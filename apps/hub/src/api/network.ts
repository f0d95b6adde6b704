import { MAX_SPEC_BYTES, OLDEST_PROTOCOL, PROTOCOL_VERSION } from "@qubix/protocol";
import { Problem } from "../problem.ts";
import { VERSION } from "../version.ts";
import { type Api, mountRoute } from "./mount-route.ts";

/** The network as this hub sees it. */
export function mountNetwork(api: Api): void {
  const { chain, config, faucet, network } = api.context;

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
      versions: { hub: VERSION, protocol: PROTOCOL_VERSION, oldestProtocol: OLDEST_PROTOCOL },
      ...(faucet && { faucet: { amount: faucet.config.amount } }),
      limits: { blobBytes: config.maxBlobBytes, specBytes: MAX_SPEC_BYTES },
    };
  });
}
