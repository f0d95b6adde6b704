import type { WebSocket } from "ws";

/** A client that does not answer the closing of its socket is cut off after this time. */
const CLOSE_MS = 3_000;

/** Closes a socket, whether its client helps or not. */
export function closeSocket(socket: WebSocket, code: number, words: string): void {
  if (socket.readyState !== socket.OPEN) return;
  socket.close(code, words);
  const cut = setTimeout(() => socket.terminate(), CLOSE_MS);
  socket.once("close", () => clearTimeout(cut));
}
