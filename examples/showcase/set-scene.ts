import { HubClient, type Submitter, sendTransaction } from "@qubix/client";
import type { Account, Localnet } from "@qubix/localnet";

/** What creator and requester get from the network's own account, in QU. */
const ALLOWANCE = 20_000_000n;

/** A local network, who acts on it, and who is told. */
export interface Scene {
  localnet: Localnet;
  creator: Account;
  requester: Account;
  signal: AbortSignal;
  onProgress(what: string): void;
}

/** Makes the actors, and gives those some QU who never had any. */
export async function setScene(
  localnet: Localnet,
  signal: AbortSignal,
  onProgress: (what: string) => void,
): Promise<Scene> {
  const creator = localnet.account("showcase-creator");
  const requester = localnet.account("showcase-requester");
  const [rich] = Object.values(localnet.accounts);
  const { node, network } = localnet;
  if (rich === undefined) throw new Error("The network has no account that could pay for the showcase.");
  for (const { keyPair } of [creator, requester]) {
    if ((await node.entity(keyPair.publicKey)).incoming > 0n) continue;
    const gift = { destination: keyPair.publicKey, amount: ALLOWANCE, inputType: 0, input: new Uint8Array() };
    await sendTransaction(node, rich.keyPair, gift, { tickOffset: network.tickOffset, signal });
  }
  return { localnet, creator, requester, signal, onProgress };
}

/** Submits in the name of an account. */
export function submitterOf({ network, node, hub }: Localnet, { keyPair }: Account): Submitter {
  const client = new HubClient({ url: hub.url, network: network.id, keyPair });
  return { hub: client, node, contractIndex: network.contract.index, tickOffset: network.tickOffset, keyPair };
}
