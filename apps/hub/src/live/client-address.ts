import type { IncomingMessage } from "node:http";
import { groupAddress } from "../api/http/address-of.ts";

/** Whose connections count together; behind trusted proxies the client's address as they tell it. */
export function clientAddress(request: IncomingMessage, trustProxy: number): string {
  const forwarded = String(request.headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const hops = [request.socket.remoteAddress ?? "unknown", ...forwarded.reverse()];
  return groupAddress(hops[Math.min(trustProxy, hops.length - 1)]!);
}
