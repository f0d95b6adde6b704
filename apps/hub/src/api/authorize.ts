import { createHash } from "node:crypto";
import { EMPTY_BODY_DIGEST, type Route } from "@qubix/protocol";
import type { Request } from "express";
import type { Caller } from "../auth/caller.ts";
import { isOperator } from "../auth/may.ts";
import { Problem } from "../problem.ts";
import { authenticate, authenticateStream } from "./authenticate.ts";
import type { Api } from "./mount-route.ts";

/**
 * Finds out who asks, and whether the route is for them. Routes that are open to all have a caller too when one says
 * who it is.
 * @param bytes the body, where it was read; the digest of a streamed blob is the one that its address names
 * @throws Problem UNSIGNED, FORBIDDEN, SCOPE_MISSING, and what `authenticate` throws
 */
export async function authorize(
  api: Api,
  raw: Request,
  route: Route,
  bytes: Buffer | undefined,
): Promise<Caller | undefined> {
  const caller =
    route.response === "event-stream"
      ? await authenticateStream(api, raw)
      : await authenticate(api, raw, raw.originalUrl, bodyDigest(raw, bytes));
  checkScope(route, caller);
  switch (route.auth) {
    case "none":
      // Where no scope is named, a program's key opens nothing that is not open to all.
      return caller?.scopes !== undefined && route.scope === undefined ? undefined : caller;
    case "account":
      return known(caller);
    case "provider":
      if (known(caller).via === "signature") return caller;
      throw new Problem("FORBIDDEN", "An agent signs each of its requests with the provider's hot key.");
    case "operator":
      if (isOperator(api.context, known(caller))) return caller;
      throw new Problem("FORBIDDEN", "This is for the operator of the hub.");
  }
}

function known(caller: Caller | undefined): Caller {
  if (caller !== undefined) return caller;
  throw new Problem("UNSIGNED", "This route needs to know who asks.");
}

/** Keys of programs do only what their scopes name, and never what has no scope. */
function checkScope({ auth, scope }: Route, caller: Caller | undefined): void {
  if (caller?.scopes === undefined) return;
  if (scope === undefined && auth !== "none") throw new Problem("FORBIDDEN", "This is not for API keys.");
  if (scope !== undefined && !caller.scopes.includes(scope))
    throw new Problem("SCOPE_MISSING", `This needs the scope ${scope}.`, { scope });
}

function bodyDigest(raw: Request, bytes: Buffer | undefined): string {
  if (bytes !== undefined) return createHash("sha256").update(bytes).digest("hex");
  const named = raw.params.sha256;
  return typeof named === "string" && raw.method === "PUT" ? named : EMPTY_BODY_DIGEST;
}
