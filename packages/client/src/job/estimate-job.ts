import type { EstimateDocument, EstimateTerms } from "@qubix/protocol";
import { readSpec } from "@qubix/protocol";
import type { HubClient } from "../hub/hub-client.ts";
import type { JobTerms } from "./build-create-job.ts";

/** The terms that an estimate depends on; without a cap the hub suggests one. */
export type EstimatedTerms = Partial<
  Pick<JobTerms, "replicas" | "quorum" | "priceCap" | "metered" | "providers" | "minStake" | "bondedOnly" | "start">
>;

/** Asks the hub what a job would cost and take. Nothing is sent to the chain, and nothing is kept.
 * @throws ProtocolError for a bad spec, HubError */
export function estimateJob(hub: HubClient, spec: unknown, terms: EstimatedTerms = {}): Promise<EstimateDocument> {
  const { priceCap, providers, minStake, ...rest } = terms;
  const asked: EstimateTerms = {
    ...rest,
    ...(priceCap !== undefined && { priceCap: String(priceCap) }),
    ...(providers !== undefined && { providers: [...providers] }),
    ...(minStake !== undefined && { minStake: String(minStake) }),
  };
  return hub.call("estimateJob", { body: { spec: readSpec(spec).spec, terms: asked } });
}
