import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { type EgressPolicy, literalOf, notPublic } from "./check-url.ts";
import { EgressError } from "./egress-error.ts";
import { isPublicAddress } from "./public-address.ts";

/** All addresses of a name, as the system's resolver gives them. */
export type Resolve = (name: string) => Promise<LookupAddress[]>;

export const systemResolve: Resolve = (name) => lookup(name, { all: true, verbatim: true });

/**
 * Asks once for a host's addresses; the connection then goes to one of these, whatever the name means a moment later
 * (DNS rebinding). One private address among them refuses all: an honest name has none.
 * @throws EgressError NAME_NOT_FOUND, ADDRESS_REFUSED
 */
export async function resolveHost(url: URL, policy: EgressPolicy, resolve: Resolve): Promise<LookupAddress[]> {
  const literal = literalOf(url);
  const found =
    literal === undefined ? await ask(url.hostname, resolve) : [{ address: literal, family: isIP(literal) }];
  const bad = policy.allowPrivate ? undefined : found.find(({ address }) => !isPublicAddress(address));
  if (bad) throw notPublic(literal ?? `${url.hostname} (${bad.address})`);
  return found;
}

async function ask(name: string, resolve: Resolve): Promise<LookupAddress[]> {
  const found = await resolve(name).catch(() => []);
  if (found.length === 0) throw new EgressError("NAME_NOT_FOUND", `${name} has no address.`);
  return found;
}
