import { contractReader, query } from "@qubix/contract";
import { toHex } from "@qubix/qubic";
import { freshNonce } from "../chain/call-contract.ts";
import type { ChainNode } from "../chain/chain-node.ts";
import type { HubClient } from "../hub/hub-client.ts";
import { signNow } from "../signing/sign-now.ts";
import type { Keys } from "../signing/signer.ts";
import { type JobTerms, type PlannedJob, type PreparedJob, planCreateJob } from "./build-create-job.ts";

/** Who submits through what. */
export interface Submitter {
  hub: HubClient;
  node: ChainNode;
  contractIndex: number;
  tickOffset: number;
  keyPair: Keys;
}

/** Builds, signs and submits a job. The deadline is given in ticks from now. Inputs must be uploaded already.
 * @throws HubError, ProtocolError, QubicError */
export async function submitJob(
  submitter: Submitter,
  spec: unknown,
  terms: Omit<JobTerms, "deadline"> & { deadlineTicks: number },
): Promise<PreparedJob> {
  const { hub, node, contractIndex, tickOffset, keyPair } = submitter;
  const { createFeeNow: createFee } = await query.getConfig(contractReader(node, contractIndex), {});
  const { deadlineTicks, ...rest } = terms;
  // One nonce, so that it is one job from whichever tick its terms are counted.
  const context = { contractIndex, tickOffset, createFee, publicKey: keyPair.publicKey, nonce: freshNonce() };
  let planned: PlannedJob | undefined;
  const transactions = await signNow(keyPair, node, (tick) => {
    planned = planCreateJob(spec, { ...rest, deadline: tick + deadlineTicks }, { ...context, tick });
    return planned.ladder;
  });
  const { ladder: _, ...plan } = planned!;
  const job = { ...plan, transactions };
  await hub.call("submitJob", {
    body: { spec: job.spec, transactions: job.transactions.map(({ bytes }) => toHex(bytes)) },
  });
  return job;
}
