import { type NetworkInterfaceInfo, networkInterfaces } from "node:os";

/** Whether only this machine reaches what listens there. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}

/** An address under which other machines reach what listens on `host`: the first of this machine's, where that is all. */
export function reachableHost(
  host: string,
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]> = networkInterfaces(),
): string | undefined {
  if (isLoopback(host)) return undefined;
  if (host !== "0.0.0.0") return host;
  const all = Object.values(interfaces).flatMap((some) => some ?? []);
  return all.find(({ family, internal }) => family === "IPv4" && !internal)?.address;
}
