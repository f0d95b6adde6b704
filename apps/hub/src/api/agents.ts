import type { RouteBody, RouteParams } from "@qubix/protocol";
import { deriveJob } from "../chain/derive-job.ts";
import { Problem } from "../problem.ts";
import type { Caller } from "./authenticate.ts";
import { type Api, mountRoute } from "./mount-route.ts";

/** What agents call. Each request is signed by a provider's hot key; attempts are fenced by their number. */
export function mountAgents(api: Api): void {
  const { agents, store } = api.context;

  mountRoute(api, "agentHello", ({ caller, body }) => agents.hello(caller.publicKey, body));

  mountRoute(api, "agentOffers", async ({ caller, query, signal }) =>
    agents.offers({
      provider: await providerOf(api, caller),
      machine: query.machine,
      after: query.after,
      waitMs: query.wait ?? 0,
      signal,
    }),
  );

  mountRoute(api, "agentBundle", async ({ caller, params }) =>
    agents.authorization(await providerOf(api, caller), params.key, params.attempt),
  );

  mountRoute(api, "agentHeartbeats", async ({ caller, body }) => {
    const provider = await providerOf(api, caller);
    if (provider !== body.provider) throw new Problem("FORBIDDEN", `This key is provider ${provider}'s.`);
    return agents.heartbeats(body);
  });

  mountRoute(api, "agentLogs", async ({ caller, params, body }) => {
    await agents.checkAttempt(await providerOf(api, caller), params.key, params.attempt);
    const chunks = body.chunks.map((chunk) => Buffer.from(chunk, "base64"));
    const next = await store.logs.append(params.key, params.attempt, body.ephemeral, body.seq, chunks);
    api.context.bus.wake(`job:${params.key}`);
    return { next };
  });

  mountRoute(api, "agentResult", async ({ caller, params, body }) => {
    await agents.checkAttempt(await providerOf(api, caller), params.key, params.attempt);
    const size = await sizeOf(api, body.blob);
    // Heartbeats change the same row: whoever loses the compare-and-set looks again.
    while (!(await recordArtifact(api, params, body, size)));
    await deriveJob(store, params.key);
    api.context.bus.wake(`job:${params.key}`);
    return { accepted: true };
  });
}

/** @returns false when the attempt was changed meanwhile. @throws Problem ATTEMPT_NOT_FOUND, ATTEMPT_FENCED */
function recordArtifact(
  api: Api,
  { key, attempt: number }: RouteParams<"agentResult">,
  { blob, ciphertextDigest }: RouteBody<"agentResult">,
  size: number,
): Promise<boolean> {
  return api.context.store.transaction(async ({ attempts, blobReferences }) => {
    const attempt = await attempts.find(key, number);
    if (attempt === undefined) throw new Problem("ATTEMPT_NOT_FOUND", "The attempt is not known any more.");
    if (attempt.artifact === blob) return true;
    if (attempt.commitment !== undefined) {
      throw new Problem("ATTEMPT_FENCED", "The commitment is on the chain; the result can't change any more.");
    }
    await blobReferences.add(`job:${key}`, [blob]);
    const changed = await attempts.change(
      attempt.id,
      attempt.version,
      { artifact: blob, artifactSize: size, ciphertextDigest, uploadedAt: Date.now(), phase: "uploaded" },
      [{ type: "artifact", attempt: number, blob, size, ciphertextDigest }],
    );
    return changed !== undefined;
  });
}

/** @throws Problem PROVIDER_NOT_FOUND */
async function providerOf(api: Api, caller: Caller): Promise<number> {
  const slot = await api.context.agents.providerOf(caller.publicKey);
  if (slot === undefined) throw new Problem("PROVIDER_NOT_FOUND", `${caller.identity} is no provider's hot key.`);
  return slot;
}

/** @throws Problem BLOB_NOT_FOUND */
async function sizeOf(api: Api, digest: string): Promise<number> {
  const size = await api.context.store.blobs.size(digest.slice("sha256:".length));
  if (size === undefined) throw new Problem("BLOB_NOT_FOUND", `${digest} is not uploaded.`);
  return size;
}
