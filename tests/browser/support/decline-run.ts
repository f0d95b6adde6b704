import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { callContract, callFee, freshNonce, HubClient, submitJob } from "@qubix/client";
import { call } from "@qubix/contract";
import type { Account, Localnet } from "@qubix/localnet";
import { blobDigest, DECLINE_REASONS, type DeclineReason, deriveSealKeyPair, toHex } from "@qubix/protocol";

const PROGRAM = fileURLToPath(new URL("../../../examples/dist/endurance.wasm", import.meta.url));

/** Lets somebody submit a job that runs long, and its provider give the run back. Returns the job's key. */
export async function declineRun(local: Localnet, requester: Account, reason: DeclineReason): Promise<string> {
  const clientOf = ({ keyPair }: Account) => new HubClient({ url: local.hub.url, network: local.network.id, keyPair });
  const hub = clientOf(requester);
  const program = await readFile(PROGRAM);
  await hub.uploadBlob(program);
  const spec = {
    ...{ version: 1, kind: "wasm", name: "given back", arguments: ["100000000"], environment: {}, inputs: [] },
    program: { digest: blobDigest(program), size: program.length },
    limits: { fuel: "10000000000000", memoryMiB: 64, wallSeconds: 600, outputBytes: 1_000_000 },
    seal: toHex(deriveSealKeyPair(requester.keyPair.subseed).publicKey),
  };
  const { key } = await submitJob({ ...local.callerOf(requester), hub }, spec, {
    ...{ hub: local.hub.slot, hubFee: 100n, replicas: 1, quorum: 1, priceCap: 1_000n, protocolFee: 20n },
    ...{ start: "assigned", deadlineTicks: 4_000 },
  });
  const { attempt, assignment } = await assigned(hub, key);
  const { hot } = local.providers[0]!;
  await clientOf(hot).call("agentDecline", { params: { key, attempt }, body: { reason } });
  const decline = { assignment, attempt, reason: DECLINE_REASONS[reason], nonce: freshNonce() };
  const caller = local.callerOf(hot);
  await callContract(caller, call.declineJob(decline), await callFee(caller));
  return key;
}

/** The job's first attempt, once the contract has recorded it. */
async function assigned(hub: HubClient, key: string): Promise<{ attempt: number; assignment: number }> {
  for (;;) {
    const { attempts } = await hub.call("getJob", { params: { key } });
    const [first] = attempts;
    if (first?.assignment !== undefined) return { attempt: first.attempt, assignment: first.assignment };
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
