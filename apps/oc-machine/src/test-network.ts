import { randomBytes } from "node:crypto";
import { connect, createServer, type Socket } from "node:net";
import {
  authorizationDigest,
  type ComputorList,
  createSeed,
  encodeComputorList,
  encodeInvocation,
  encodeMessage,
  encodeUnsignedComputorList,
  FrameReader,
  type KeyPair,
  k12,
  keyPairFromSeed,
  MessageType,
  QUORUM,
  sign,
} from "@qubix/qubic";

/** A network of real keys for tests: an arbitrator, 676 computors, and a TCP node that shows their list. */
export class TestNetwork {
  readonly arbitrator: KeyPair = keyPairFromSeed(createSeed());
  readonly computors: KeyPair[] = Array.from({ length: 676 }, () => keyPairFromSeed(createSeed()));
  readonly lists = new Map<number, ComputorList>();
  epoch = 7;

  /** The list that the node shows now. */
  list(): ComputorList {
    const known = this.lists.get(this.epoch);
    if (known) return known;
    const unsigned = { epoch: this.epoch, publicKeys: this.computors.map((keys) => keys.publicKey) };
    const list = { ...unsigned, signature: sign(this.arbitrator, k12(encodeUnsignedComputorList(unsigned))) };
    this.lists.set(this.epoch, list);
    return list;
  }

  /** The body of message 192, truly signed by computors `first`, `first + 1`, … */
  bundle(invocationId: bigint, { first = 0, epoch = this.epoch, interfaceIndex = 1 } = {}): Uint8Array {
    const request = randomBytes(56);
    const digest = authorizationDigest(epoch, interfaceIndex, invocationId, request);
    const signers = Array.from({ length: QUORUM }, (_, index) => {
      const computorIndex = (first + index) % this.computors.length;
      return { computorIndex, signature: sign(this.computors[computorIndex]!, digest) };
    });
    return encodeInvocation({ invocationId, epoch, interfaceIndex, request, signers });
  }

  /** Starts a node that answers requests for the computor list and nothing else. */
  async startNode(): Promise<{ port: number; close(): Promise<void> }> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      const frames = new FrameReader();
      socket.on("error", () => socket.destroy());
      socket.on("data", (chunk) => {
        for (const { type, dejavu } of frames.push(chunk))
          if (type === MessageType.requestComputors)
            socket.write(
              encodeMessage({ type: MessageType.broadcastComputors, dejavu, payload: encodeComputorList(this.list()) }),
            );
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const close = async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    };
    return { port: (server.address() as { port: number }).port, close };
  }
}

/** Connects like a node that pushes. */
export async function dial(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  await new Promise((resolve) => socket.once("connect", resolve));
  return socket;
}

export function push(socket: Socket, body: Uint8Array): void {
  socket.write(encodeMessage({ type: MessageType.ocMachineInvocation, dejavu: 0, payload: body }));
}
