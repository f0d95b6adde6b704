import { isIP } from "node:net";
import { EgressError } from "./egress-error.ts";
import { isPublicAddress } from "./public-address.ts";

/** What a hub allows beyond the public internet over TLS: for devnets and tests. */
export interface EgressPolicy {
  allowHttp: boolean;
  allowPrivate: boolean;
}

const MAX_LENGTH = 2048;

/**
 * A user's URL, checked as far as it can be without asking a name server: scheme, no credentials, no address of a private
 * network. @throws EgressError URL_REFUSED, ADDRESS_REFUSED
 */
export function checkUrl(text: string, policy: EgressPolicy): URL {
  if (text.length > MAX_LENGTH) throw refused(`it has more than ${MAX_LENGTH} characters`);
  const url = parse(text);
  const schemes = policy.allowHttp ? ["https:", "http:"] : ["https:"];
  if (!schemes.includes(url.protocol)) throw refused("it must begin with https://");
  if (url.username !== "" || url.password !== "") throw refused("it must not hold a user name or password");
  if (url.hash !== "") throw refused("it must not hold a fragment (#)");
  const host = literalOf(url);
  if (host !== undefined && !policy.allowPrivate && !isPublicAddress(host)) throw notPublic(host);
  return url;
}

/** The host where it is an IP address. The URL parser has brought odd spellings (0x7f.1, 2130706433) into the usual form. */
export function literalOf(url: URL): string | undefined {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return isIP(host) === 0 ? undefined : host;
}

export function notPublic(address: string): EgressError {
  return new EgressError("ADDRESS_REFUSED", `${address} is not an address on the public internet.`);
}

function parse(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw refused("it is not a URL");
  }
}

function refused(why: string): EgressError {
  return new EgressError("URL_REFUSED", `The address can't be used: ${why}.`);
}
