import { randomBytes } from "node:crypto";
import { type ContractCaller, callContract, callFee, freshNonce, type HubClient } from "@qubix/client";
import { AssignmentState, call, commitmentOf, contractReader, JobState, NO_SLOT, query } from "@qubix/contract";
import {
  blobDigest,
  ciphertextDigest,
  createAttemptSeal,
  fromHex,
  makeResult,
  type Offer,
  parseSpec,
  resultDigest,
  sealArtifact,
  toHex,
} from "@qubix/protocol";

/** Who lies, and with what. `owner` is the provider's owner identity. */
export interface Liar extends ContractCaller {
  hub: HubClient;
  owner: Uint8Array;
}

const PRETENDED_WORK_MS = 300;
const COMMIT_ITEMS = 16;
const REVEAL_ITEMS = 4;
const ZERO = new Uint8Array(32);

/** Commits to and reveals a made-up result for an offer, exactly as an honest agent would do with a real one. */
export async function lieAbout(offer: Offer, liar: Liar): Promise<void> {
  const { hub, contractIndex, owner } = liar;
  const { attempt } = offer;
  const jobKey = fromHex(offer.jobKey);
  await new Promise((resolve) => setTimeout(resolve, PRETENDED_WORK_MS));
  const { spec } = parseSpec(offer.spec);
  const invented = new TextEncoder().encode('{"images":1797,"neighbours":5,"right":1797}\n');
  const output = { path: "summary.json", size: invented.length, digest: blobDigest(invented) };
  const result = makeResult("ok", 0, [output]);
  const seal = createAttemptSeal(fromHex(spec.seal), { jobKey, attempt });
  const sealed = sealArtifact(seal, { result, outputs: new Map([[output.path, invented]]) });
  const digests = { resultDigest: fromHex(resultDigest(result)), ciphertextDigest: ciphertextDigest(sealed) };
  const blob = await hub.uploadBlob(sealed);
  await hub.call("agentResult", {
    params: { key: offer.jobKey, attempt },
    body: { blob, ciphertextDigest: toHex(digests.ciphertextDigest) },
  });

  const opening = { ...digests, maskedKey: seal.maskedKey, salt: new Uint8Array(randomBytes(32)), charge: 0n };
  const commitment = commitmentOf({ contractIndex, jobKey, provider: owner, attempt, ...opening });
  const assignment = await assignmentOf(liar, jobKey, attempt, AssignmentState.Live);
  const commit = { commitment, assignment, attempt };
  await send(
    liar,
    call.commitResults({ items: filled(commit, COMMIT_ITEMS, emptyCommit), count: 1, nonce: freshNonce() }),
  );
  await untilRevealing(liar, jobKey);
  const reveal = { ...opening, assignment, attempt };
  await send(
    liar,
    call.revealResults({ items: filled(reveal, REVEAL_ITEMS, emptyReveal), count: 1, nonce: freshNonce() }),
  );
}

const emptyCommit = { commitment: ZERO, assignment: 0, attempt: 0 };
const emptyReveal = {
  resultDigest: ZERO,
  ciphertextDigest: ZERO,
  maskedKey: ZERO,
  salt: ZERO,
  charge: 0n,
  assignment: 0,
  attempt: 0,
};

function filled<T>(first: T, length: number, empty: T): T[] {
  return [first, ...new Array<T>(length - 1).fill(empty)];
}

async function send(liar: Liar, contractCall: ReturnType<typeof call.commitResults>): Promise<void> {
  await callContract(liar, contractCall, await callFee(liar));
}

/** Slot of the attempt's assignment, once the contract has recorded it. */
async function assignmentOf(liar: Liar, jobKey: Uint8Array, attempt: number, state: number): Promise<number> {
  for (;;) {
    const { assignments } = await query.getJob(contractReader(liar.node, liar.contractIndex), {
      jobKey,
      jobSlot: NO_SLOT,
    });
    const own = assignments.find(({ record }) => record.attempt === attempt && record.state === state);
    if (own) return own.slot;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function untilRevealing(liar: Liar, jobKey: Uint8Array): Promise<void> {
  for (;;) {
    const { record } = await query.getJob(contractReader(liar.node, liar.contractIndex), { jobKey, jobSlot: NO_SLOT });
    if (record.state === JobState.Revealing) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
