import type { IncomingMessage } from "node:http";
import { EMPTY_BODY_DIGEST } from "@qubix/protocol";
import { authenticate } from "../api/authenticate.ts";
import type { Api } from "../api/mount-route.ts";
import { Problem } from "../problem.ts";

/** Pages of other origins may open sockets only where the configuration says so. @throws Problem FORBIDDEN */
export function checkOrigin(request: IncomingMessage, { context, origins }: Api): void {
  const { origin } = request.headers;
  if (origin === undefined) return; // no browser
  const { corsOrigins } = context.config;
  if (corsOrigins.includes("*") || corsOrigins.includes(origin)) return;
  if (URL.canParse(origin) && origins.has(new URL(origin).host)) return;
  throw new Problem("FORBIDDEN", `Pages of ${origin.slice(0, 100)} may not use this hub's sockets.`);
}

/** Which machine dials. @throws Problem */
export async function agentOf(request: IncomingMessage, url: URL, api: Api) {
  const caller = await authenticate(api, request, request.url ?? "", EMPTY_BODY_DIGEST);
  if (caller?.via !== "signature") throw new Problem("UNSIGNED", "An agent signs with the provider's hot key.");
  const provider = await api.context.agents.providerOf(caller.publicKey);
  const machine = url.searchParams.get("machine");
  if (provider === undefined || machine === null) throw new Problem("PROVIDER_NOT_FOUND", "This key is no provider's.");
  return { provider, machine };
}
