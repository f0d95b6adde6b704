import { contractReader, query } from "@qubix/contract";
import { type KeyPair, type TcpClient, toHex } from "@qubix/qubic";
import type { HubClient } from "../hub/hub-client.ts";
import { buildCreateJob, type JobTerms, type PreparedJob } from "./build-create-job.ts";

/** Who submits through what. */
export interface Submitter {
  hub: HubClient;
  node: TcpClient;
  contractIndex: number;
  tickOffset: number;
  keyPair: KeyPair;
}

/** Builds, signs and submits a job. The deadline is given in ticks from now. Inputs must be uploaded already.
 * @throws HubError, ProtocolError, QubicError */
export async function submitJob(
  submitter: Submitter,
  spec: unknown,
  terms: Omit<JobTerms, "deadline"> & { deadlineTicks: number },
): Promise<PreparedJob> {
  const { hub, node, contractIndex, tickOffset, keyPair } = submitter;
  const [{ createFeeNow }, { tick }] = await Promise.all([
    query.getConfig(contractReader(node, contractIndex), {}),
    node.tickInfo(),
  ]);
  const { deadlineTicks, ...rest } = terms;
  const job = buildCreateJob(
    spec,
    { ...rest, deadline: tick + deadlineTicks },
    { contractIndex, tick, tickOffset, createFee: createFeeNow, keyPair },
  );
  await hub.call("submitJob", {
    body: { spec: job.spec, transactions: job.transactions.map(({ bytes }) => toHex(bytes)) },
  });
  return job;
}
