import { isIPv6 } from "node:net";
import type { Request } from "express";

/**
 * Whose requests count together when nobody signs them: an IPv4 address, or the /64 that one IPv6 customer has.
 * Behind proxies it is the client's address as the trusted ones (`trustProxy`) tell it.
 */
export function addressOf(request: Request): string {
  return groupAddress(request.ip ?? "unknown");
}

/** An IPv4 address, or the /64 of an IPv6 one. */
export function groupAddress(address: string): string {
  const ip = address.replace(/^::ffff:(?=[0-9.]+$)/, "");
  return isIPv6(ip) ? `${prefixOf(ip)}::/64` : ip;
}

/** The first four groups, with what `::` stands for written out. */
function prefixOf(ip: string): string {
  const [head = "", tail] = ip.split("%")[0]!.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const middle = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => "0");
  return [...left, ...middle, ...right]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
