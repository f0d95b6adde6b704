import { WebSocket } from "ws";
import type { HubClient } from "./hub-client.ts";

const HANDSHAKE_MS = 30_000;
const MAX_MESSAGE_BYTES = 1024 * 1024;

/** A WebSocket below the API's address, with credentials when there are some. Errors come as its events. */
export async function openNodeSocket(hub: HubClient, path: string, query: object = {}): Promise<WebSocket> {
  const url = hub.address({ path }, {}, query);
  const authorization = await hub.authorization("GET", url);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const headers = { ...(authorization && { authorization }) };
  return new WebSocket(url, { headers, maxPayload: MAX_MESSAGE_BYTES, handshakeTimeout: HANDSHAKE_MS });
}
