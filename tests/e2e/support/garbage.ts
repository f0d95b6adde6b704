import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { encodeMessage, MessageType } from "@qubix/qubic";

/** Things that no port expects. */
function pieces(): Uint8Array[] {
  const text = (lines: string) => new TextEncoder().encode(lines.replaceAll("\n", "\r\n"));
  return [
    randomBytes(1),
    randomBytes(5_000),
    new Uint8Array(64),
    new Uint8Array(64).fill(0xff),
    Uint8Array.of(0xff, 0xff, 0xff, MessageType.ocMachineInvocation, 0, 0, 0, 0),
    encodeMessage({ type: MessageType.ocMachineInvocation, dejavu: 0, payload: new Uint8Array(randomBytes(200)) }),
    encodeMessage({ type: MessageType.broadcastTransaction, dejavu: 0, payload: new Uint8Array(randomBytes(144)) }),
    text("GET / HTTP/9.9\n\n"),
    text("POST /api/v1/jobs HTTP/1.1\nhost: x\ncontent-length: 99999999999999\n\n{"),
    text(`GET /api/v1/jobs HTTP/1.1\nhost: x\nx: ${"y".repeat(100_000)}\n\n`),
    text("GET /api/v1/live HTTP/1.1\nhost: x\nupgrade: websocket\nconnection: upgrade\nsec-websocket-version: 99\n\n"),
  ];
}

/** Throws all kinds of garbage at a TCP port, each over a connection of its own. */
export async function throwGarbageAt(port: number): Promise<void> {
  await Promise.all(
    pieces().map(async (piece) => {
      const socket = connect(port, "127.0.0.1");
      socket.on("error", () => socket.destroy());
      socket.resume();
      const closed = new Promise((resolve) => socket.once("close", resolve));
      socket.end(piece);
      await closed;
    }),
  );
}
