import type { EstimatedTerms, JobTerms } from "@qubix/client";
import type { NetworkInfo } from "@qubix/protocol";
import { readAmount, readSlots } from "./check-draft.ts";
import type { Draft } from "./draft.ts";

const BASIS_POINTS = 10_000n;

/** How many must agree: what was typed, or more than half. */
export function quorumOf({ replicas, quorum }: Pick<Draft, "replicas" | "quorum">): number {
  return quorum === "" ? Math.floor(Number(replicas) / 2) + 1 : Number(quorum);
}

/** What an estimate depends on, of a draft without issues. */
export function estimatedTermsOf(draft: Draft): EstimatedTerms {
  const priceCap = readAmount(draft.priceCap);
  const minStake = readAmount(draft.minStake);
  const providers = draft.providers === "" ? undefined : readSlots(draft.providers);
  return {
    replicas: Number(draft.replicas),
    quorum: quorumOf(draft),
    start: draft.start,
    ...(priceCap !== undefined && { priceCap }),
    ...(draft.metered && { metered: true }),
    ...(providers && { providers }),
    ...(minStake && { minStake }),
    ...(draft.bondedOnly && { bondedOnly: true }),
  };
}

/** The offer of a draft without issues: with what the hub, the model and the contract ask for. */
export function termsOf(
  draft: Draft,
  { hub, contractConfig }: Pick<NetworkInfo, "hub" | "contractConfig">,
  priceCap: bigint,
  model: { slot: number; royalty: bigint } | undefined,
): Omit<JobTerms, "deadline"> & { deadlineTicks: number } {
  const replicas = Number(draft.replicas);
  const share = BigInt(contractConfig.minProtocolFeeBps ?? 0);
  return {
    ...estimatedTermsOf(draft),
    replicas,
    quorum: quorumOf(draft),
    start: draft.start,
    hub: hub.slot,
    hubFee: BigInt(hub.fee),
    ...(model && { model }),
    priceCap,
    protocolFee: (BigInt(replicas) * priceCap * share + BASIS_POINTS - 1n) / BASIS_POINTS,
    deadlineTicks: Number(draft.deadlineTicks),
  };
}
