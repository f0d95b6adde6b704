import { createServer, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { keyPairFromSeed } from "../crypto/key-pair.ts";
import { QubicError } from "../errors.ts";
import { signTransaction } from "../transactions/sign-transaction.ts";
import { encodeEntity } from "../wire/entity.ts";
import { FrameReader } from "../wire/frame-reader.ts";
import { encodeMessage, type Message } from "../wire/message.ts";
import { MessageType } from "../wire/message-type.ts";
import { encodeTickInfo } from "../wire/tick-info.ts";
import { TcpClient } from "./tcp-client.ts";

const info = { tick: 7, epoch: 3, tickDuration: 1, initialTick: 5, aligned: 451, misaligned: 0 };
const zeros = new Uint8Array(32);
const entityOf = (publicKey: Uint8Array) =>
  encodeEntity({
    publicKey,
    incoming: BigInt(publicKey[0]!),
    outgoing: 0n,
    incomingTransfers: 1,
    outgoingTransfers: 0,
    latestIncomingTick: 1,
    latestOutgoingTick: 0,
    tick: 7,
    spectrumIndex: 0,
    siblings: Array.from({ length: 24 }, () => zeros),
  });

type Handler = (
  message: Message,
  reply: (type: number, payload?: Uint8Array, dejavu?: number) => void,
  socket: Socket,
) => void;

const cleanups: (() => void)[] = [];

/** A node of our own making that misbehaves as a test wants it to. */
async function serve(onMessage: Handler, onConnect: (socket: Socket) => void = () => {}): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    onConnect(socket);
    const reader = new FrameReader();
    socket.on("data", (bytes) => {
      for (const message of reader.push(bytes)) {
        onMessage(
          message,
          (type, payload = new Uint8Array(0), dejavu = message.dejavu) =>
            socket.write(encodeMessage({ type, dejavu, payload })),
          socket,
        );
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanups.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return (server.address() as { port: number }).port;
}

function clientOf(port: number, timeoutMs = 2_000): TcpClient {
  const client = new TcpClient({ host: "127.0.0.1", port, timeoutMs });
  cleanups.push(() => void client.close());
  return client;
}

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "no error",
    (error) => (error instanceof QubicError ? error.code : `not a QubicError: ${error}`),
  );

afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

describe("TcpClient", () => {
  it("skips the greeting, gossip and answers to nobody", async () => {
    const port = await serve(
      (_message, reply) => {
        reply(MessageType.broadcastTransaction, new Uint8Array(144), 0);
        reply(MessageType.respondTickInfo, encodeTickInfo({ ...info, tick: 99 }), 12345);
        reply(MessageType.respondTickInfo, encodeTickInfo(info));
      },
      (socket) =>
        socket.write(encodeMessage({ type: MessageType.exchangePublicPeers, dejavu: 77, payload: new Uint8Array(16) })),
    );
    expect(await clientOf(port).tickInfo()).toEqual(info);
  });

  it("carries many requests at once and matches answers in any order", async () => {
    const held: (() => void)[] = [];
    const port = await serve((message, reply) => {
      held.push(() => reply(MessageType.respondEntity, entityOf(message.payload)));
      if (held.length === 100) for (const answer of held.reverse()) answer();
    });
    const client = clientOf(port);
    const keys = Array.from({ length: 100 }, (_, i) => new Uint8Array(32).fill(i + 1));
    const entities = await Promise.all(keys.map((key) => client.entity(key)));
    expect(entities.map(({ balance }) => balance)).toEqual(keys.map((key) => BigInt(key[0]!)));
  });

  it("asks again when the node is busy, under another dejavu", async () => {
    const seen = new Set<number>();
    const port = await serve((message, reply) => {
      seen.add(message.dejavu);
      if (seen.size < 3) reply(MessageType.tryAgain);
      else reply(MessageType.respondTickInfo, encodeTickInfo(info));
    });
    expect(await clientOf(port).tickInfo()).toEqual(info);
    expect(seen.size).toBe(3);
  });

  it("asks again what a node dropped in silence", async () => {
    let asked = 0;
    const port = await serve((_message, reply) => {
      if (++asked === 2) reply(MessageType.respondTickInfo, encodeTickInfo(info));
    });
    expect(await clientOf(port, 1_000).tickInfo()).toEqual(info);
  });

  it("reconnects and asks again when the connection breaks", async () => {
    let asked = 0;
    const port = await serve((_message, reply, socket) => {
      if (++asked < 3) socket.destroy();
      else reply(MessageType.respondTickInfo, encodeTickInfo(info));
    });
    expect(await clientOf(port).tickInfo()).toEqual(info);
  });

  it("drops a connection that carries garbage and goes on with a new one", async () => {
    let connections = 0;
    const port = await serve(
      (_message, reply) => reply(MessageType.respondTickInfo, encodeTickInfo(info)),
      (socket) => {
        if (++connections < 3) socket.write(new Uint8Array(64));
      },
    );
    expect(await clientOf(port).tickInfo()).toEqual(info);
    expect(connections).toBe(3);
  });

  it("refuses answers of the wrong type, shape or subject", async () => {
    const port = await serve((message, reply) => {
      if (message.type === MessageType.requestTickInfo) reply(MessageType.respondEntity, entityOf(zeros));
      if (message.type === MessageType.requestComputors) reply(MessageType.broadcastComputors, new Uint8Array(5));
      if (message.type === MessageType.requestEntity) reply(MessageType.respondEntity, entityOf(zeros));
      if (message.type === MessageType.requestContractFunction) reply(MessageType.respondContractFunction);
      if (message.type === MessageType.requestTickData) reply(MessageType.endResponse);
    });
    const client = clientOf(port);
    expect(await code(client.tickInfo())).toBe("UNEXPECTED_ANSWER");
    expect(await code(client.computors())).toBe("MALFORMED");
    expect(await code(client.entity(new Uint8Array(32).fill(1)))).toBe("UNEXPECTED_ANSWER");
    expect(await code(client.querySmartContract(1, 1, zeros))).toBe("CONTRACT_CALL_FAILED");
    expect(await client.tickData(9)).toBeUndefined();
  });

  it("collects a list up to its end", async () => {
    const keyPair = keyPairFromSeed("a".repeat(55));
    const signed = [1n, 2n].map((amount) =>
      signTransaction({ destination: zeros, amount, tick: 9, inputType: 0, input: zeros }, keyPair),
    );
    const port = await serve((_message, reply) => {
      for (const { bytes } of signed) reply(MessageType.broadcastTransaction, bytes);
      reply(MessageType.endResponse);
    });
    const client = clientOf(port);
    expect((await client.tickTransactions(9)).map(({ id }) => id)).toEqual(signed.map(({ id }) => id));
    expect(await code(client.tickTransactions(8))).toBe("UNEXPECTED_ANSWER");
  });

  it("resolves a broadcast when the node has shown that it read it", async () => {
    const signed = signTransaction(
      { destination: zeros, amount: 1n, tick: 9, inputType: 0, input: zeros },
      keyPairFromSeed("b".repeat(55)),
    );
    const types: number[] = [];
    const port = await serve((message, reply) => {
      types.push(message.type);
      if (message.type === MessageType.requestTickInfo) reply(MessageType.respondTickInfo, encodeTickInfo(info));
    });
    await clientOf(port).broadcastTransaction(signed.bytes);
    expect(types).toEqual([MessageType.broadcastTransaction, MessageType.requestTickInfo]);
  });

  it("times out with the reason, and closes at once", async () => {
    const silent = clientOf(await serve(() => {}), 400);
    const started = performance.now();
    expect(await code(silent.tickInfo())).toBe("TIMEOUT");
    expect(performance.now() - started).toBeLessThan(1_500);

    const nobody = clientOf(1, 300);
    await expect(nobody.tickInfo()).rejects.toThrow("ECONNREFUSED");

    const client = clientOf(await serve(() => {}));
    const waiting = code(client.tickInfo());
    await client.close();
    expect(await waiting).toBe("CLOSED");
    expect(await code(client.tickInfo())).toBe("CLOSED");
  });
});
