import { createServer, type Server, type Socket } from "node:net";
import { FrameReader, MessageType } from "@qubix/qubic";
import type { BundleIntake } from "./bundle-intake.ts";

export interface NodeLimits {
  connections: number;
  connectionsPerAddress: number;
  frameMs: number;
  strikes: number;
}

/** A bundle has 30,798 bytes at most; other messages of a node, which are skipped, can be longer. */
const MAX_MESSAGE = 1_048_576;
/** An address that struck out can't come back for this long. */
const BLOCK_MS = 60_000;
const MAX_BLOCKED = 1024;

/**
 * Where nodes dial in. A node keeps its connection open and may be silent for hours; other messages than 192 come down the
 * same line and are skipped. Whoever sends garbage is hung up on.
 */
export class NodeListener {
  readonly #server: Server;
  readonly #sockets = new Map<Socket, string>();
  readonly #blocked = new Map<string, number>();
  readonly #proven = new Set<string>();

  constructor(
    readonly intake: BundleIntake,
    readonly limits: NodeLimits,
    readonly allowed: string[] | undefined,
  ) {
    this.#server = createServer({ keepAlive: true, keepAliveInitialDelay: 30_000 }, (socket) => this.#accept(socket));
    this.#server.on("error", () => undefined);
  }

  get connections(): number {
    return this.#sockets.size;
  }

  /** @returns the port that was taken */
  listen(host: string, port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, host, () => {
        this.#server.off("error", reject);
        const address = this.#server.address();
        resolve(typeof address === "object" && address ? address.port : port);
      });
    });
  }

  close(): Promise<void> {
    for (const socket of this.#sockets.keys()) socket.destroy();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #accept(socket: Socket): void {
    const address = (socket.remoteAddress ?? "").replace(/^::ffff:/, "");
    if (!this.#welcome(address)) return void socket.destroy();
    this.#sockets.set(socket, address);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => this.#sockets.delete(socket));
    this.#read(socket, address);
  }

  #welcome(address: string): boolean {
    if (this.allowed && !this.allowed.includes(address)) return false;
    if ((this.#blocked.get(address) ?? 0) > performance.now()) return false;
    if (this.#sockets.size >= this.limits.connections) return false;
    const same = [...this.#sockets.values()].filter((other) => other === address).length;
    return same < this.limits.connectionsPerAddress;
  }

  #read(socket: Socket, address: string): void {
    const frames = new FrameReader({ maxMessageSize: MAX_MESSAGE });
    let strikes = 0;
    let frameTimer: NodeJS.Timeout | undefined;
    const take = async (body: Uint8Array) => {
      const outcome = await this.intake.take(body);
      if (outcome === "verified") this.#proven.add(address);
      if (outcome === "refused" && ++strikes >= this.limits.strikes) this.#block(socket, address);
    };
    socket.on("close", () => clearTimeout(frameTimer));
    socket.on("data", (chunk) => {
      let whole = 0;
      try {
        for (const message of frames.push(chunk)) {
          whole++;
          if (message.type === MessageType.ocMachineInvocation) void take(message.payload);
        }
      } catch {
        return this.#block(socket, address);
      }
      // One timer per frame, so that a peer that sends a byte now and then does not hold a place for ever.
      if (whole > 0 || frames.pending === 0) {
        clearTimeout(frameTimer);
        frameTimer = undefined;
      }
      if (frames.pending > 0) frameTimer ??= setTimeout(() => socket.destroy(), this.limits.frameMs);
    });
  }

  /** Hangs up, and keeps the address out for a while, unless a true bundle ever came from there (nodes can share one). */
  #block(socket: Socket, address: string): void {
    socket.destroy();
    if (this.#proven.has(address)) return;
    this.#blocked.set(address, performance.now() + BLOCK_MS);
    if (this.#blocked.size > MAX_BLOCKED) this.#blocked.delete(this.#blocked.keys().next().value as string);
  }
}
