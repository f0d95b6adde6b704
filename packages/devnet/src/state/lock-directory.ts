import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DevnetError } from "../devnet-error.ts";

/** Longest path that a local socket may have on every system. */
const MAX_SOCKET_PATH = 100;

/**
 * Keeps a second process away from a directory by listening on a socket in it: the system lets go of that when the
 * process dies, however it dies, and no process id can be mistaken for another. Returns how to give it back.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const address = socketAddress(resolve(directory));
  const server = await listen(address);
  if (server) return () => new Promise((done) => void server.close(() => done()));
  if (await answers(address)) {
    throw new DevnetError("STATE_LOCKED", `Another devnet uses ${directory}; end it, or choose another directory.`);
  }
  rmSync(address, { force: true });
  return lockDirectory(directory);
}

function socketAddress(directory: string): string {
  const name = `qubix-devnet-${createHash("sha256").update(directory).digest("hex").slice(0, 32)}`;
  if (process.platform === "win32") return `\\\\.\\pipe\\${name}`;
  const inside = join(directory, "lock");
  return inside.length <= MAX_SOCKET_PATH ? inside : join(tmpdir(), name);
}

/** Undefined if something listens there, or did once. */
function listen(address: string): Promise<Server | undefined> {
  return new Promise((done, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? done(undefined) : reject(error),
    );
    server.listen(address, () => done(server.unref()));
  });
}

function answers(address: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(address);
    socket.once("connect", () => done(true)).once("error", () => done(false));
    socket.once("connect", () => socket.destroy());
  });
}
