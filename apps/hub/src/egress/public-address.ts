import { BlockList, isIPv4, isIPv6 } from "node:net";

/** IPv4 that is not the public internet (IANA's special-purpose registry), multicast and reserved space. */
const SPECIAL_IPV4 = [
  "0.0.0.0/8", // this network
  "10.0.0.0/8", // private
  "100.64.0.0/10", // carrier-grade NAT
  "127.0.0.0/8", // loopback
  "169.254.0.0/16", // link-local, where clouds keep their metadata
  "172.16.0.0/12", // private
  "192.0.0.0/24", // protocol assignments
  "192.0.2.0/24", // documentation
  "192.88.99.0/24", // 6to4 relays
  "192.168.0.0/16", // private
  "198.18.0.0/15", // benchmarks
  "198.51.100.0/24", // documentation
  "203.0.113.0/24", // documentation
  "224.0.0.0/4", // multicast
  "240.0.0.0/4", // reserved, broadcast
];

/** Within 2000::/3, what is not a host of the public internet, or hides an IPv4 address behind a tunnel. */
const SPECIAL_IPV6 = [
  "2001::/23", // protocol assignments; Teredo
  "2001:db8::/32", // documentation
  "2002::/16", // 6to4
  "3fff::/20", // documentation
];

const special = listOf([...SPECIAL_IPV4, ...SPECIAL_IPV6]);
const global = listOf(["2000::/3"]);
/** Prefixes whose last 32 bits are an IPv4 address: mapped, and NAT64's well-known one. */
const embedding = listOf(["::ffff:0:0/96", "64:ff9b::/96"]);

/**
 * Whether a request to this address leaves for the public internet. Everything that is not known to be public is refused:
 * private, loopback, link-local, shared, multicast, documentation and tunnel addresses, and IPv4 inside of IPv6 by the
 * same rules.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !special.check(address, "ipv4");
  if (!isIPv6(address) || address.includes("%")) return false;
  if (embedding.check(address, "ipv6")) return isPublicAddress(lastFourBytes(address));
  return global.check(address, "ipv6") && !special.check(address, "ipv6");
}

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network, prefix] = range.split("/") as [string, string];
    list.addSubnet(network, Number(prefix), network.includes(":") ? "ipv6" : "ipv4");
  }
  return list;
}

/** The IPv4 address at the end of an IPv6 address, whichever way it is written. */
function lastFourBytes(address: string): string {
  const tail = address.slice(address.lastIndexOf(":") + 1);
  if (isIPv4(tail)) return tail;
  // The URL parser writes addresses in one way: hexadecimal, with the longest run of zeros left out.
  const host = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = "", rest] = host.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = rest === undefined || rest === "" ? [] : rest.split(":");
  const groups = [...before, ...Array<string>(8 - before.length - after.length).fill("0"), ...after];
  const low = groups.slice(6).map((group) => Number.parseInt(group, 16));
  return low.flatMap((group) => [group >> 8, group & 0xff]).join(".");
}
