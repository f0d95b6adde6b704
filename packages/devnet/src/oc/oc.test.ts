import { createServer, type Server, type Socket } from "node:net";
import {
  BundleBuilder,
  contractPublicKey,
  decodeInvocation,
  FrameReader,
  MessageType,
  type OcInvocation,
  verifyBundle,
} from "@qubix/qubic";
import { afterEach, describe, expect, it } from "vitest";
import { alice, TestNet, TRIAL_INDEX, trialWasm, words } from "../test-kit.ts";
import { MAX_OC_IN_FLIGHT, OC_TIMEOUT_TICKS } from "./oc-engine.ts";

const contract = { wasm: trialWasm };
const contractId = contractPublicKey(TRIAL_INDEX);
const INVOKE = 4;

let net: TestNet;
let machine: OcMachine | undefined;
afterEach(async () => {
  machine?.close();
  machine = undefined;
  await net?.close();
});

/** Listens as an OC machine does and keeps what is pushed. */
class OcMachine {
  readonly bundles: OcInvocation[] = [];
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  port = 0;

  async listen(port = 0): Promise<this> {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      const reader = new FrameReader();
      socket.on("error", () => {});
      socket.on("data", (bytes) => {
        for (const { type, payload } of reader.push(bytes)) {
          expect(type).toBe(MessageType.ocMachineInvocation);
          this.bundles.push(decodeInvocation(payload));
        }
      });
    });
    await new Promise<void>((resolve) => this.#server!.listen(port, "127.0.0.1", resolve));
    this.port = (this.#server.address() as { port: number }).port;
    return this;
  }

  close(): void {
    this.#server?.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}

async function connected(): Promise<void> {
  while (!net.devnet.info().ocMachines.every((each) => each.connected))
    await new Promise((resolve) => setTimeout(resolve, 5));
}

/** An invocation of the Mock interface; returns the tick that made it. */
async function invoke(value: bigint, amount = 100n): Promise<number> {
  const tick = net.tick + 3;
  await net.execute(alice, { to: contractId, amount, inputType: INVOKE, input: words(value) });
  return tick;
}

describe("outsourced computations", () => {
  it("authorizes an invocation, pushes its bundle once, and lets it be rebuilt from tick data", async () => {
    machine = await new OcMachine().listen();
    net = await TestNet.start({ contract, ocMachines: [{ host: "127.0.0.1", port: machine.port }] });
    await connected();
    const madeIn = await invoke(77n);
    expect(await net.balance(contractId)).toBe(90n);
    expect(net.devnet.info().oc).toMatchObject({ pending: 1, invocations: 1 });
    await net.devnet.tick(3);
    expect(net.devnet.info().oc).toMatchObject({ pending: 0, authorized: 1 });
    await expect.poll(() => machine!.bundles.length).toBe(1);
    const computors = await net.client.computors();
    const bundle = machine.bundles[0]!;
    const invocationId = (BigInt(madeIn) << 31n) | 4096n;
    expect(bundle).toMatchObject({ invocationId, epoch: 100, interfaceIndex: 0, request: words(77n) });
    expect(verifyBundle(bundle, computors)).toEqual({ ok: true, verified: 451 });

    const { signers, ...invocation } = bundle;
    const builder = new BundleBuilder(invocation, computors);
    for (let tick = madeIn; !builder.bundle && tick < net.tick; tick++) {
      const data = await net.client.tickData(tick);
      const transactions = await net.client.tickTransactions(tick);
      expect(transactions).toHaveLength(data?.transactionDigests.length ?? 0);
      builder.add(transactions);
    }
    expect(builder.bundle?.signers.length).toBe(451);
    expect(verifyBundle(builder.bundle!, computors)).toEqual({ ok: true, verified: 451 });
    await net.devnet.tick(5);
    expect(machine.bundles).toHaveLength(1);
    expect(signers).toHaveLength(451);
  });

  it("dials a machine that comes later, and again one that went away", async () => {
    machine = await new OcMachine().listen();
    const { port } = machine;
    machine.close();
    net = await TestNet.start({ contract, ocMachines: [{ host: "127.0.0.1", port }] });
    await invoke(1n);
    await net.devnet.tick(4);
    machine = await new OcMachine().listen(port);
    await connected();
    await invoke(2n);
    await net.devnet.tick(4);
    await expect.poll(() => machine!.bundles.map(({ request }) => request)).toEqual([words(2n)]);
  });

  it("times out after 12 ticks when too few computors are heard", async () => {
    net = await TestNet.start({ contract, silentComputors: 226 });
    await invoke(1n);
    await net.devnet.tick(OC_TIMEOUT_TICKS - 2);
    expect(net.devnet.info().oc).toMatchObject({ pending: 1, timedOut: 0 });
    await net.devnet.tick(1);
    expect(net.devnet.info().oc).toMatchObject({ pending: 0, authorized: 0, timedOut: 1 });
  });

  it("still authorizes with 225 computors silent", async () => {
    net = await TestNet.start({ contract, silentComputors: 225 });
    await invoke(1n);
    await net.devnet.tick(3);
    expect(net.devnet.info().oc).toMatchObject({ authorized: 1 });
  });

  it("refuses an invocation that can't be paid for", async () => {
    net = await TestNet.start({ contract });
    await invoke(1n, 9n);
    expect(net.devnet.info().oc).toMatchObject({ pending: 0, invocations: 0 });
    expect(await net.balance(contractId)).toBe(9n);
  });

  it("takes 1,024 invocations at once and refunds the rest", async () => {
    net = await TestNet.start({ contract, silentComputors: 676 });
    const tick = net.tick + 3;
    const sent = Array.from({ length: MAX_OC_IN_FLIGHT + 2 }, (_, i) =>
      net.send(alice, { to: contractId, amount: 10n, inputType: INVOKE, input: words(BigInt(i)), tick }),
    );
    await Promise.all(sent);
    await net.devnet.tick(3);
    expect(net.devnet.info().oc).toMatchObject({ pending: MAX_OC_IN_FLIGHT, refused: 2 });
    expect(await net.balance(contractId)).toBe(20n);
  });

  it("drops pending invocations with their epoch", async () => {
    net = await TestNet.start({ contract });
    await invoke(1n);
    await net.devnet.advanceEpoch();
    expect(net.devnet.info().oc.pending).toBe(0);
    await net.devnet.tick(4);
    expect(net.devnet.info().oc.authorized).toBe(0);
  });
});
