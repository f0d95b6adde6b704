import { randomBytes, randomInt } from "node:crypto";
import { connect, type Socket } from "node:net";
import { encodeMessage, MessageType, randomDejavu } from "@qubix/qubic";
import { afterEach, describe, expect, it } from "vitest";
import { alice, bob, TestNet, TRIAL_INDEX, trialWasm } from "../test-kit.ts";

let net: TestNet;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await net.close();
});

async function dial(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  sockets.push(socket);
  socket.on("error", () => {});
  socket.resume();
  await new Promise((resolve) => socket.once("connect", resolve));
  return socket;
}

const closed = (socket: Socket) =>
  socket.destroyed ? Promise.resolve() : new Promise((resolve) => socket.once("close", resolve));

/** The network still works as it should. */
async function expectAlive(): Promise<void> {
  const before = await net.balance(bob.publicKey);
  await net.execute(alice, { to: bob.publicKey, amount: 3n });
  expect(await net.balance(bob.publicKey)).toBe(before + 3n);
  const response = await fetch(`http://127.0.0.1:${net.devnet.rpcPort}/live/v1/tick-info`);
  expect(response.status).toBe(200);
}

describe("the node's TCP port", () => {
  it("answers a client that asks for much at once, however long that takes", async () => {
    net = await TestNet.start({ contract: { wasm: trialWasm } });
    const tick = net.tick + 3;
    const input = new Uint8Array(1_000);
    const sent = Array.from({ length: 300 }, (_, i) => {
      new DataView(input.buffer).setUint32(0, i);
      return net.send(alice, { to: bob.publicKey, amount: 1n, inputType: 1, input: input.slice(), tick });
    });
    await Promise.all(sent);
    await net.devnet.tick(4);
    // 60 times a third of a megabyte: more than a node lets lie for one peer.
    const answers = await Promise.all(Array.from({ length: 60 }, () => net.client.tickTransactions(tick)));
    expect(answers.map((transactions) => transactions.length)).toEqual(answers.map(() => 300));
  });

  it("lives through garbage, and cuts off who sends it", async () => {
    net = await TestNet.start({ contract: { wasm: trialWasm } });
    for (let i = 0; i < 50; i++) {
      const socket = await dial(net.devnet.tcpPort);
      socket.write(randomBytes(randomInt(1, 5_000)));
      socket.end();
    }
    const zeros = await dial(net.devnet.tcpPort);
    zeros.write(new Uint8Array(100));
    await closed(zeros);
    const large = await dial(net.devnet.tcpPort);
    large.write(Uint8Array.of(0xff, 0xff, 0xff, MessageType.requestTickInfo, 1, 0, 0, 0));
    await closed(large);
    await expectAlive();
  });

  it("lives through messages of every type with any content", async () => {
    net = await TestNet.start({ contract: { wasm: trialWasm } });
    const socket = await dial(net.devnet.tcpPort);
    socket.resume();
    for (let type = 0; type < 256; type++) {
      for (const size of [0, 1, 4, 8, 32, 80, 144, 516, 1168]) {
        socket.write(encodeMessage({ type, dejavu: randomDejavu(), payload: randomBytes(size) }));
      }
    }
    const query = Buffer.concat([Buffer.alloc(8), randomBytes(600)]);
    for (let inputType = 0; inputType < 10; inputType++) {
      query.writeUInt32LE(TRIAL_INDEX, 0);
      query.writeUInt16LE(inputType, 4);
      query.writeUInt16LE(600, 6);
      socket.write(
        encodeMessage({ type: MessageType.requestContractFunction, dejavu: randomDejavu(), payload: query }),
      );
    }
    await expectAlive();
    expect(socket.destroyed).toBe(false);
  });

  it("cuts off a peer that asks and never reads", async () => {
    net = await TestNet.start();
    await net.devnet.tick(3);
    const socket = await dial(net.devnet.tcpPort);
    socket.pause();
    const tick = Buffer.alloc(4);
    tick.writeUInt32LE(net.tick);
    for (let i = 0; i < 400 && !socket.destroyed; i++) {
      socket.write(encodeMessage({ type: MessageType.requestTickData, dejavu: randomDejavu(), payload: tick }));
    }
    await expectAlive();
    socket.resume();
    await closed(socket);
  });

  it("answers a request only once, byte for byte", async () => {
    net = await TestNet.start();
    const socket = await dial(net.devnet.tcpPort);
    let received = 0;
    socket.on("data", ({ length }) => {
      received += length;
    });
    const request = encodeMessage({ type: MessageType.requestTickInfo, dejavu: 5 });
    for (let i = 0; i < 5; i++) socket.write(request);
    await net.client.tickInfo();
    await expect.poll(() => received).toBe(24 + 24);
  });

  it("refuses connections over its limit and serves those it has", async () => {
    net = await TestNet.start();
    const dialled = await Promise.all(Array.from({ length: 600 }, () => dial(net.devnet.tcpPort)));
    await expect.poll(() => dialled.filter((socket) => socket.destroyed).length).toBeGreaterThan(80);
    for (const socket of dialled) socket.destroy();
    await expectAlive();
  });
});

describe("the node's HTTP port", () => {
  it("refuses bodies that are too long, no JSON, or no object", async () => {
    net = await TestNet.start();
    const post = async (body: string | Uint8Array, path = "/live/v1/querySmartContract") =>
      (await fetch(`http://127.0.0.1:${net.devnet.rpcPort}${path}`, { method: "POST", body: body as BodyInit })).status;
    expect(await post("x".repeat(70_000))).toBe(413);
    for (const body of [
      "",
      "{",
      "[]",
      "null",
      "1",
      randomBytes(200),
      '{"contractIndex":-1}',
      '{"requestData":5}',
      '{"requestData":"%"}',
    ]) {
      expect(await post(body)).toBe(400);
    }
    expect(await post('{"encodedTransaction":"AAAA"}', "/live/v1/broadcast-transaction")).toBe(400);
    expect(await post("{}", "/__proto__")).toBe(404);
    expect(await post("{}", "/live/v1/balances/")).toBe(404);
    await expectAlive();
  });

  it("lives through garbage and half requests", async () => {
    net = await TestNet.start();
    for (let i = 0; i < 30; i++) (await dial(net.devnet.rpcPort)).end(randomBytes(randomInt(1, 3_000)));
    const half = await dial(net.devnet.rpcPort);
    half.write("POST /live/v1/querySmartContract HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{");
    await expectAlive();
    half.destroy();
    await expectAlive();
  });
});
