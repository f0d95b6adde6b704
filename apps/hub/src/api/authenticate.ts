import type { IncomingMessage } from "node:http";
import { EMPTY_BODY_DIGEST } from "@qubix/protocol";
import type { AppContext } from "../app-context.ts";
import type { Caller } from "../auth/caller.ts";
import { checkSignature } from "../auth/check-signature.ts";
import { readIdentity } from "../auth/read-identity.ts";
import { Problem } from "../problem.ts";

/** What a request is checked against. */
export interface Desk {
  context: Pick<AppContext, "auth" | "network" | "store">;
  /** Hosts (with port, lowercase) under which this hub is reached. */
  origins: ReadonlySet<string>;
}

const BEARER = /^Bearer ([A-Za-z0-9._~+/-]{1,4096}=*)$/i;

/**
 * Finds out who asks: by a signature over this very request, an access token, or an API key. Nobody, without an
 * Authorization header. Cookies are never looked at.
 * @param path with its query, as sent
 * @param bodyDigest SHA-256 of the body, hex
 * @throws Problem BAD_AUTHORIZATION, SIGNATURE_INVALID, REQUEST_EXPIRED, NONCE_USED, TOKEN_INVALID, TOKEN_EXPIRED,
 * SESSION_ENDED, API_KEY_INVALID
 */
export async function authenticate(
  desk: Desk,
  request: IncomingMessage,
  path: string,
  bodyDigest: string,
): Promise<Caller | undefined> {
  const headers = request.headersDistinct.authorization ?? [];
  if (headers.length > 1) throw new Problem("BAD_AUTHORIZATION", "There are several Authorization headers.");
  const [header] = headers;
  if (header === undefined) return undefined;
  const bearer = BEARER.exec(header)?.[1];
  if (bearer?.startsWith("qbx_")) return callerOfApiKey(desk, bearer);
  if (bearer !== undefined) return callerOfToken(desk, bearer);
  const { network, store } = desk.context;
  const facts = {
    network: network.id,
    origin: originOf(desk, request),
    method: request.method ?? "",
    path,
    bodyDigest,
  };
  return checkSignature(header, facts, store.clock.now(), (identity, nonce, forMs) =>
    store.nonces.use(identity, nonce, forMs),
  );
}

/**
 * Who opens a socket or an event stream: by a one-use `ticket` in the query, which is all that a browser can send, or by
 * the Authorization header.
 * @throws Problem TICKET_INVALID, BAD_AUTHORIZATION and the others of `authenticate`
 */
export async function authenticateStream(desk: Desk, request: IncomingMessage): Promise<Caller | undefined> {
  const path = request.url ?? "/";
  const tickets = new URL(path, "http://hub").searchParams.getAll("ticket");
  if (tickets.length === 0) return authenticate(desk, request, path, EMPTY_BODY_DIGEST);
  if (tickets.length > 1 || request.headersDistinct.authorization !== undefined)
    throw new Problem("BAD_AUTHORIZATION", "Send one ticket, or an Authorization header, not more.");
  const caller = await desk.context.auth.tickets.redeem(tickets[0]!);
  if (caller === undefined) throw new Problem("TICKET_INVALID", "No such ticket waits to be used.");
  return caller;
}

/** The host under which the hub is asked, one of its own. @throws Problem WRONG_ORIGIN */
export function originOf({ origins }: Desk, request: IncomingMessage): string {
  const origin = request.headers.host?.toLowerCase() ?? "";
  if (origins.has(origin)) return origin;
  throw new Problem("WRONG_ORIGIN", `This hub is not ${JSON.stringify(origin.slice(0, 255))}.`);
}

async function callerOfToken({ context, origins }: Desk, token: string): Promise<Caller> {
  const { tokens, sessions } = context.auth;
  const { identity, session } = await tokens.check(token, origins);
  await sessions.checkOpen(session, identity);
  return { identity, publicKey: readIdentity(identity)!, via: "session", session };
}

async function callerOfApiKey({ context }: Desk, text: string): Promise<Caller> {
  const { id, identity, scopes } = await context.auth.apiKeys.check(text);
  return { identity, publicKey: readIdentity(identity)!, via: "api-key", scopes, apiKey: id };
}
