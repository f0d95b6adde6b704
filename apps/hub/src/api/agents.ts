import { LOG_BYTES_PER_ATTEMPT } from "@qubix/protocol";
import type { Caller } from "../auth/caller.ts";
import { Problem } from "../problem.ts";
import { type Api, mountRoute } from "./mount-route.ts";

/** What agents call. Each request is signed by a provider's hot key; attempts are fenced by their number. */
export function mountAgents(api: Api): void {
  const { agents, results, store } = api.context;

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

  mountRoute(api, "agentDecline", async ({ caller, params, body }) => ({
    noted: await agents.decline(await providerOf(api, caller), params.key, params.attempt, body.reason),
  }));

  mountRoute(api, "agentLogs", async ({ caller, params, body }) => {
    await agents.checkAttempt(await providerOf(api, caller), params.key, params.attempt);
    const chunks = body.chunks.map((chunk) => Buffer.from(chunk, "base64"));
    const next = await store.logs.append(
      params.key,
      params.attempt,
      body.ephemeral,
      body.seq,
      chunks,
      LOG_BYTES_PER_ATTEMPT,
    );
    if (next === "full")
      throw new Problem("LOG_FULL", `Of one attempt ${LOG_BYTES_PER_ATTEMPT} bytes of sealed log are kept.`);
    api.context.bus.wake(`job:${params.key}`);
    return { next };
  });

  mountRoute(api, "agentResult", async ({ caller, params, body }) => {
    const provider = { slot: await providerOf(api, caller), identity: caller.identity };
    await results.take({ ...body, jobKey: params.key, attempt: params.attempt, provider });
    return { accepted: true };
  });

  mountRoute(api, "agentResults", async ({ caller, body }) => {
    const provider = { slot: await providerOf(api, caller), identity: caller.identity };
    const outcomes = body.results.map(async ({ content, ...one }) => {
      const name = { jobKey: one.jobKey, attempt: one.attempt };
      try {
        await results.take({ ...one, provider, content: content === undefined ? undefined : fromBase64(content) });
        return name;
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return { ...name, problem: { code: error.code, detail: error.detail } };
      }
    });
    return { results: await Promise.all(outcomes) };
  });
}

const fromBase64 = (text: string) => new Uint8Array(Buffer.from(text, "base64"));

/** @throws Problem PROVIDER_NOT_FOUND */
async function providerOf(api: Api, caller: Caller): Promise<number> {
  const slot = await api.context.agents.providerOf(caller.publicKey);
  if (slot === undefined) throw new Problem("PROVIDER_NOT_FOUND", `${caller.identity} is no provider's hot key.`);
  return slot;
}
