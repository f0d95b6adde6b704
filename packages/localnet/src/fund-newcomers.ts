import { publicKeyFromIdentity, type TcpClient } from "@qubix/qubic";
import type { Household } from "./household.ts";
import { LocalnetError } from "./localnet-error.ts";

const POLL_MS = 100;
const TIMEOUT_MS = 60_000;

/** Gives those who were not there at genesis, and never got anything, what they start with: from the devnet's faucet. */
export async function fundNewcomers(
  { balances, genesis }: Pick<Household, "balances" | "genesis">,
  { node, rpcUrl }: { node: TcpClient; rpcUrl: string },
): Promise<void> {
  const known = new Set(genesis.map(([identity]) => identity));
  const newcomers = balances.filter(([{ identity }]) => !known.has(identity));
  await Promise.all(
    newcomers.map(async ([{ identity, keyPair }, amount]) => {
      if ((await node.entity(keyPair.publicKey)).incoming > 0n) return;
      await askFaucet(rpcUrl, identity, amount);
      await untilFunded(node, identity);
    }),
  );
}

async function askFaucet(rpcUrl: string, identity: string, amount: bigint): Promise<void> {
  const answer = await fetch(`${rpcUrl}/devnet/v1/faucet`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ identity, amount: String(amount) }),
  });
  if (!answer.ok) throw new LocalnetError("FAUCET_FAILED", `The faucet gives nothing: ${await answer.text()}`);
}

async function untilFunded(node: TcpClient, identity: string): Promise<void> {
  const deadline = performance.now() + TIMEOUT_MS;
  while ((await node.entity(publicKeyFromIdentity(identity))).incoming === 0n) {
    if (performance.now() > deadline)
      throw new LocalnetError("FAUCET_FAILED", `What the faucet sent to ${identity} did not arrive.`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
