import { buildCreateJob, explainCall, type HubClient, type PreparedJob } from "@qubix/client";
import { query } from "@qubix/contract";
import { deriveSealKeyPair, toHex } from "@qubix/protocol";
import type { Session } from "../context/session.ts";
import { pairs, quText } from "../output/printer.ts";
import type { BuiltSpec } from "./build-spec.ts";
import { readTerms, type TermsOptions } from "./terms-options.ts";

/** The key for which results and logs of the wallet's jobs are sealed, hex. */
export async function sealKeyOf(session: Session): Promise<string> {
  return toHex(deriveSealKeyPair((await session.wallet()).keyPair.subseed).publicKey);
}

/** Signs a job under the terms that the options describe, and asks the contract about it: nothing is sent yet. */
export async function prepareJob(
  session: Session,
  built: BuiltSpec,
  options: TermsOptions,
  cap?: bigint,
): Promise<PreparedJob> {
  const [{ createFeeNow }, { tick }, terms] = await Promise.all([
    query.getConfig(session.contract, {}),
    session.node.tickInfo(),
    readTerms(session, options, built.modelSlot, cap),
  ]);
  const { keyPair } = await session.wallet();
  const { contract, tickOffset } = session.profile.network;
  const where = { contractIndex: contract.index, tick, tickOffset, createFee: createFeeNow, keyPair };
  const prepared = buildCreateJob(built.spec, { ...terms, deadline: tick + options.deadline }, where);
  // It knows what the hub can't.
  const { inputType, input } = prepared.transactions[0]!;
  await explainCall(await session.caller(), { inputType, input }, prepared.amount);
  return prepared;
}

/** Uploads what the job needs, and hands it to the hub. @returns the hub, as whom the job was handed over */
export async function sendJob(session: Session, built: BuiltSpec, prepared: PreparedJob): Promise<HubClient> {
  const hub = await session.signedHub();
  for (const source of built.blobs.values())
    await session.printer.transfer("uploading", (onProgress) => hub.uploadBlob(source, { onProgress }));
  const transactions = prepared.transactions.map(({ bytes }) => toHex(bytes));
  await hub.call("submitJob", { body: { spec: prepared.spec, transactions } });
  return hub;
}

/** Prints what a job costs and what was signed for it. */
export function printPrepared(session: Session, prepared: PreparedJob, note: string): void {
  const { key, specDigest, escrow, amount, spec } = prepared;
  const transactions = prepared.transactions.map(({ id, tick }) => ({ id, tick }));
  session.printer.result({ key, specDigest, escrow, amount, transactions, spec }, () =>
    [
      pairs({
        job: key,
        "spec digest": specDigest,
        "locked until it ends": quText(escrow),
        "kept in any case": quText(amount - escrow),
        ticks: transactions.map(({ tick }) => tick).join(", "),
      }),
      note,
    ].join("\n"),
  );
}
