import { type CreateJobInput, NO_MODEL, NO_PROVIDER } from "@qubix/contract";
import { escrowTotal, MarketError, type NewJob } from "@qubix/market";
import type { ParsedSpec } from "@qubix/protocol";
import { identityFromPublicKey } from "@qubix/qubic";
import { Problem } from "../problem.ts";

/** The job's row from its spec and the CreateJob that funds it. @throws Problem TRANSACTION_REFUSED for impossible prices */
export function newJob(key: string, requester: Uint8Array, parsed: ParsedSpec, input: CreateJobInput): NewJob {
  const { replicas, priceCap, royalty, hubFee, protocolFee } = input;
  return {
    key,
    requester: identityFromPublicKey(requester),
    kind: parsed.spec.kind,
    visibility: parsed.spec.visibility ?? "public",
    ...(parsed.spec.name === undefined ? {} : { name: parsed.spec.name }),
    spec: parsed.canonical,
    specDigest: parsed.digest,
    nonce: input.nonce,
    hub: input.hub,
    ...(input.model === NO_MODEL ? {} : { model: input.model }),
    replicas,
    quorum: input.quorum,
    acceptPolicy: input.acceptPolicy,
    startPolicy: input.startPolicy,
    undecidedPolicy: input.undecidedPolicy,
    priceCap,
    royalty,
    hubFee,
    protocolFee,
    minStake: input.minStake,
    metered: input.metered === 1,
    escrow: escrowOf({ replicas, priceCap, royalty, hubFee, protocolFee }),
    providers: input.providers.filter((slot) => slot !== NO_PROVIDER),
    createBy: input.createBy,
    deadline: input.deadline,
  };
}

function escrowOf(parts: Parameters<typeof escrowTotal>[0]): bigint {
  try {
    return escrowTotal(parts);
  } catch (error) {
    if (error instanceof MarketError) throw new Problem("TRANSACTION_REFUSED", error.message);
    throw error;
  }
}
