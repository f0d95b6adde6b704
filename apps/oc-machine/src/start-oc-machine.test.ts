import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { encodeMessage, MessageType } from "@qubix/qubic";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { OcMachineOptions } from "./config.ts";
import { type OcMachine, startOcMachine } from "./start-oc-machine.ts";
import { dial, push, TestNetwork } from "./test-network.ts";

const network = new TestNetwork();
let node: Awaited<ReturnType<TestNetwork["startNode"]>>;
let machine: OcMachine;

async function start(limits: OcMachineOptions["limits"] = {}, more: Partial<OcMachineOptions> = {}) {
  machine = await startOcMachine({
    nodes: [{ host: "127.0.0.1", port: node.port }],
    arbitrator: Buffer.from(network.arbitrator.publicKey).toString("hex"),
    limits,
    ...more,
  });
}

/** A subscriber that remembers what it got. */
async function subscribe(query = "") {
  const socket = new WebSocket(machine.bundlesUrl + query);
  const received: Buffer[] = [];
  socket.on("message", (data) => received.push(data as Buffer));
  await once(socket, "open");
  return { socket, received, ids: () => received.map((bytes) => bytes.readBigInt64LE(0)) };
}

async function until(condition: () => boolean) {
  const deadline = performance.now() + 10_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`Waited in vain: ${JSON.stringify(machine.status())}`);
    await sleep(5);
  }
}

beforeAll(async () => {
  node = await network.startNode();
});
afterEach(() => machine.close());
afterAll(() => node.close());

describe("OC machine", () => {
  it("forwards a true bundle byte for byte, once, whichever nodes push it", async () => {
    await start();
    const hub = await subscribe();
    const body = network.bundle(100n);
    for (const socket of [await dial(machine.nodePort), await dial(machine.nodePort)]) push(socket, body);
    push(await dial(machine.nodePort), network.bundle(100n, { first: 50 }));
    await until(() => machine.status().bundles.duplicate === 2);
    expect(hub.received).toEqual([Buffer.from(body)]);
    expect(machine.status().bundles).toMatchObject({ verified: 1, refused: 0 });
  });

  it("takes a message that arrives in pieces, among messages it did not ask for", async () => {
    await start();
    const hub = await subscribe();
    const socket = await dial(machine.nodePort);
    socket.write(encodeMessage({ type: 0, dejavu: 0, payload: new Uint8Array(16) }));
    const frame = encodeMessage({ type: MessageType.ocMachineInvocation, dejavu: 0, payload: network.bundle(101n) });
    for (let at = 0; at < frame.length; at += 7000) {
      socket.write(frame.subarray(at, at + 7000));
      await sleep(5);
    }
    await until(() => hub.received.length === 1);
  });

  it("refuses forged signatures, repeated signers, 450 signatures, other epochs' keys and cut bodies", async () => {
    await start({ strikes: 100 });
    const hub = await subscribe();
    const socket = await dial(machine.nodePort);
    const good = network.bundle(102n);
    const requestSize = good[12]! | (good[13]! << 8);
    const signer = (index: number) => 16 + requestSize + 66 * index;
    const forged = good.slice();
    forged[signer(450) + 10]! ^= 1;
    const repeated = good.slice();
    repeated.copyWithin(signer(450), signer(449), signer(450));
    const few = good.slice(0, signer(450));
    new DataView(few.buffer).setUint16(14, 450, true);
    const otherRequest = good.slice();
    otherRequest[16]! ^= 1;
    for (const body of [forged, repeated, few, otherRequest, good.slice(0, -1), randomBytes(40), new Uint8Array(0)])
      push(socket, body);
    await until(() => machine.status().bundles.refused === 7);
    push(socket, good);
    await until(() => hub.received.length === 1);
    expect(hub.ids()).toEqual([102n]);
  });

  it("waits for the list of a new epoch", async () => {
    await start();
    const hub = await subscribe();
    const body = network.bundle(103n, { epoch: 8 });
    push(await dial(machine.nodePort), body);
    await sleep(100);
    expect(hub.received).toEqual([]);
    network.epoch = 8;
    await until(() => hub.received.length === 1);
    network.epoch = 7;
  });

  it("believes no list that the arbitrator did not sign", async () => {
    const stranger = new TestNetwork();
    await start({}, { arbitrator: Buffer.from(stranger.arbitrator.publicKey).toString("hex") });
    const hub = await subscribe();
    push(await dial(machine.nodePort), network.bundle(104n));
    await sleep(300);
    expect(hub.received).toEqual([]);
  });

  it("gives a subscriber that comes back what it missed", async () => {
    await start({ recent: 3 });
    const socket = await dial(machine.nodePort);
    for (const id of [110n, 112n, 111n, 113n]) push(socket, network.bundle(id));
    await until(() => machine.status().bundles.verified === 4);
    const all = await subscribe("?fromInvocation=0");
    const some = await subscribe("?fromInvocation=112");
    const others = await subscribe("?fromInvocation=0&interface=2");
    await until(() => all.received.length === 3 && some.received.length === 2);
    expect(all.ids()).toEqual([112n, 111n, 113n]);
    expect(some.ids()).toEqual([112n, 113n]);
    push(socket, network.bundle(105n, { interfaceIndex: 2 }));
    await until(() => others.received.length === 1 && some.received.length === 3);
    expect(others.ids()).toEqual([105n]);
  });

  it("hangs up on garbage, on frames that never end and on too many connections", async () => {
    await start({ frameMs: 100, connections: 3, connectionsPerAddress: 3 });
    const idle = await dial(machine.nodePort);
    const slow = await dial(machine.nodePort);
    slow.write(Uint8Array.of(200));
    await once(slow, "close");
    const sockets = [await dial(machine.nodePort), await dial(machine.nodePort), await dial(machine.nodePort)];
    await Promise.race(sockets.map((socket) => once(socket, "close")));
    expect(machine.status().nodes).toBe(3);
    const garbage = sockets.find((socket) => !socket.destroyed)!;
    garbage.write(new Uint8Array(64));
    await once(garbage, "close");
    const back = await dial(machine.nodePort);
    await once(back, "close");
    push(idle, network.bundle(106n));
    await until(() => machine.status().bundles.verified === 1);
  });

  it("hangs up on a subscriber that takes nothing, and goes on with the others", async () => {
    await start({ subscriberBytes: 65_536, subscriberStallMs: 200 });
    const stuck = await subscribe();
    const well = await subscribe();
    (stuck.socket as unknown as { _socket: { pause(): void } })._socket.pause();
    push(await dial(machine.nodePort), network.bundle(107n));
    await until(() => machine.status().subscribers === 1);
    expect(well.ids()).toEqual([107n]);
  });

  it("answers only what it knows over HTTP", async () => {
    await start();
    const base = machine.bundlesUrl.replace("ws:", "http:").replace("/v1/bundles", "");
    expect(await (await fetch(`${base}/v1/status`)).json()).toMatchObject({ nodes: 0, subscribers: 0 });
    expect((await fetch(base)).status).toBe(404);
    const [error] = (await once(new WebSocket(`${machine.bundlesUrl}?fromInvocation=x`), "error")) as [Error];
    expect(error.message).toContain("400");
  });
});
