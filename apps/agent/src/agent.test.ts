import { contractReader, NO_INDEX, query } from "@qubix/contract";
import { startDevnet } from "@qubix/devnet";
import { type AuthorizationProof, deriveSealKeyPair, openArtifact, openLogChunk } from "@qubix/protocol";
import { decodeInvocation, encodeInvocation, fromHex, type OcInvocation, toHex } from "@qubix/qubic";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AgentConfig } from "./config/agent-config.ts";
import { program, toModule } from "./executors/wasm/test-program.ts";
import { observeAgent } from "./observe/observe-agent.ts";
import { type RunningAgent, startAgent } from "./start-agent.ts";
import { AgentNetwork, CONTRACT } from "./test/agent-network.ts";

const HELLO = toModule(
  program(
    "out/hello",
    `(data (i32.const 1024) "hello") (func (export "_start") (i32.store (i32.const 600) (i32.const 1024)) (i32.store (i32.const 604) (i32.const 5)) (drop (call $fd_write (i32.const 1) (i32.const 600) (i32.const 1) (i32.const 608))) (drop (call $save (i32.const 1024) (i32.const 5))))`,
  ),
);
const SPIN = toModule(program("x", `(func (export "_start") (loop $again (br $again)))`));

let net: AgentNetwork;
let agent: RunningAgent;
const begin = async (config: AgentConfig) => startAgent(config, await observeAgent(config));
const start = () => begin(net.config(0));

beforeAll(async () => {
  net = await AgentNetwork.start(await startDevnet({ contract: CONTRACT }), 2);
  agent = await start();
});
afterAll(async () => {
  await agent?.stop();
  await net?.close();
});

const receipt = async (key: string) =>
  query.getReceipt(contractReader(net.node, net.contractIndex), { jobKey: fromHex(key), index: NO_INDEX });
const settled = (key: string) => net.until(async () => (await receipt(key)).found === 1);

describe("an attempt", () => {
  it("is verified, run, sealed, committed and revealed, and is paid", async () => {
    const job = await net.createJob(net.spec(HELLO));
    const offer = await net.assign(job, 0);
    const id = `${offer.jobKey}-${offer.attempt}`;
    net.hub.bundles.set(id, await net.proof(offer));
    net.hub.offer(offer);
    await settled(job.key);
    const { receipt: paid } = await receipt(job.key);
    expect(paid.runs[0]).toMatchObject({ provider: net.providers[0]!.slot, paid: 900_000n, outcome: 1 });

    const { record } = await query.getReveal(contractReader(net.node, net.contractIndex), {
      jobKey: fromHex(job.key),
      attempt: offer.attempt,
    });
    const blob = net.hub.results.get(id)!.blob;
    const { secretKey } = deriveSealKeyPair(net.requester.subseed);
    const context = { secretKey, jobKey: fromHex(job.key), attempt: offer.attempt };
    const { result, outputs } = openArtifact({
      ...context,
      sealed: net.hub.blobs.get(blob.slice(7))!,
      maskedKey: record.maskedKey,
    });
    expect(result).toMatchObject({ outcome: "ok", outputs: [{ path: "hello", size: 5 }] });
    expect(new TextDecoder().decode(outputs.get("hello"))).toBe("hello");
    const [upload] = net.hub.logs.get(id)!;
    const sealed = new Uint8Array(Buffer.from(upload!.chunks[0]!, "base64"));
    const chunk = openLogChunk({ ...context, sealed, seq: 0, ephemeral: fromHex(upload!.ephemeral) });
    expect(new TextDecoder().decode(chunk.bytes)).toBe("hello");
  });

  it("is stopped when the hub revokes it, and its slot is free again", async () => {
    const job = await net.createJob(net.spec(SPIN), { start: "assigned" });
    const offer = await net.assign(job, 0);
    net.hub.offer(offer);
    const mine = () => net.hub.lastHeartbeats?.attempts.find(({ jobKey }) => jobKey === job.key);
    await net.until(async () => mine()?.phase === "running");
    net.hub.cancel.push({ jobKey: job.key, attempt: offer.attempt, reason: "revoked" });
    await net.until(async () => mine() === undefined && net.hub.lastHeartbeats?.freeSlots === 2);
    expect((await net.job(job.key)).record.committed).toBe(0);
  });

  it("that was interrupted goes on after a restart, and a finished one is still revealed", async () => {
    const slow = toModule(
      program(
        "out/slow",
        `(func (export "_start") (local i64) (loop $again (br_if $again (i64.lt_u (local.tee 0 (i64.add (local.get 0) (i64.const 1))) (i64.const 400000000)))) (drop (call $save (i32.const 0) (i32.const 8))))`,
      ),
    );
    const job = await net.createJob(net.spec(slow), { start: "assigned" });
    const offer = await net.assign(job, 0);
    net.hub.offer(offer);
    await net.until(
      async () =>
        net.hub.lastHeartbeats?.attempts.some(({ jobKey, phase }) => jobKey === job.key && phase === "running") ===
        true,
    );
    await agent.stop();
    agent = await start();
    await settled(job.key);
    expect((await receipt(job.key)).receipt.runs[0]).toMatchObject({ outcome: 1, paid: 900_000n });
  });
});

describe("an agent that was killed after its commitment", () => {
  it("reveals after a restart what it committed before", async () => {
    const job = await net.createJob(net.spec(HELLO), { start: "assigned", replicas: 2, quorum: 2 });
    const first = await net.assign(job, 0);
    const second = await net.assign(job, 1);
    net.hub.offer(first);
    await net.until(async () => (await net.job(job.key)).record.committed === 1);
    await agent.stop();
    const other = await begin(net.config(1));
    net.hub.offer(second);
    await net.until(async () => (await net.job(job.key)).record.revealed === 1);
    agent = await start();
    await settled(job.key);
    await other.stop();
    const { receipt: paid } = await receipt(job.key);
    expect(paid.closeReason).toBe(1);
    expect(paid.runs.slice(0, 2)).toMatchObject([{ outcome: 1 }, { outcome: 1 }]);
  });
});

describe("an agent does not run", () => {
  const takes = async (offer: Parameters<typeof net.hub.offer>[0]) => {
    net.hub.offer(offer);
    await new Promise((resolve) => setTimeout(resolve, 600));
    return net.hub.lastHeartbeats?.attempts.find(({ jobKey }) => jobKey === offer.jobKey)?.phase;
  };

  it("another spec than the one that was paid for, or for another price", async () => {
    const job = await net.createJob(net.spec(HELLO), { start: "assigned" });
    const offer = await net.assign(job, 0);
    const other = { ...offer, spec: offer.spec.replace('"memoryMiB":16', '"memoryMiB":17') };
    expect(other.spec).not.toBe(offer.spec);
    expect(await takes(other)).toBeUndefined();
    const second = await net.createJob(net.spec(HELLO), { start: "assigned" });
    expect(await takes({ ...(await net.assign(second, 0)), price: "900001" })).toBeUndefined();
    for (const { key } of [job, second]) expect((await net.job(key)).record.committed).toBe(0);
  });

  it("without the authorization, or with somebody else's", async () => {
    const [a, b] = [await net.createJob(net.spec(HELLO)), await net.createJob(net.spec(HELLO))];
    const [offerA, offerB] = [await net.assign(a, 0), await net.assign(b, 0)];
    expect(await takes(offerA)).toBe("accepted");
    net.hub.bundles.set(`${a.key}-${offerA.attempt}`, await net.proof(offerB));
    await net.until(async () => !net.hub.lastHeartbeats?.attempts.some(({ jobKey }) => jobKey === a.key));
    // It declined, so the job is free for another provider.
    await net.until(async () => (await net.job(a.key)).record.placed === 0);
    expect(net.hub.declines?.get(`${a.key}-${offerA.attempt}`)).toBe("check-failed");
  });

  it("without the authorization, and says so on the chain alone where the hub knows no other way", async () => {
    const declines = net.hub.declines;
    net.hub.declines = undefined;
    const [a, b] = [await net.createJob(net.spec(HELLO)), await net.createJob(net.spec(HELLO))];
    const [offerA, offerB] = [await net.assign(a, 0), await net.assign(b, 0)];
    net.hub.bundles.set(`${a.key}-${offerA.attempt}`, await net.proof(offerB));
    net.hub.offer(offerA);
    await net.until(async () => (await net.job(a.key)).record.placed === 0);
    net.hub.declines = declines;
  });

  const signed = (change: (signers: OcInvocation["signers"]) => OcInvocation["signers"]) => {
    return (proof: AuthorizationProof) => {
      const invocation = decodeInvocation(fromHex(proof.bundle));
      return { ...proof, bundle: toHex(encodeInvocation({ ...invocation, signers: change(invocation.signers) })) };
    };
  };
  const forged = ({ computorIndex, signature }: OcInvocation["signers"][number]) => ({
    computorIndex,
    signature: signature.with(10, signature[10]! ^ 1),
  });
  it.each<[string, (proof: AuthorizationProof) => AuthorizationProof]>([
    ["450 signatures", signed((signers) => signers.slice(1))],
    ["a forged signature", signed(([first, ...others]) => [forged(first!), ...others])],
    ["a computor who signs twice", signed(([, ...others]) => [others[0]!, ...others])],
    ["a path that leads elsewhere", (proof) => ({ ...proof, path: [...proof.path, "00".repeat(32)] })],
    ["another leaf's place", (proof) => ({ ...proof, leafIndex: proof.leafIndex + 1 })],
    ["no bundle at all", (proof) => ({ ...proof, bundle: "00" })],
  ])("with a proof of %s", async (_, spoil) => {
    const job = await net.createJob(net.spec(HELLO));
    const offer = await net.assign(job, 0);
    net.hub.bundles.set(`${job.key}-${offer.attempt}`, spoil(await net.proof(offer)));
    net.hub.offer(offer);
    await net.until(async () => (await net.job(job.key)).record.placed === 0);
    expect(net.hub.results.has(`${job.key}-${offer.attempt}`)).toBe(false);
  });

  it("a job that is not on the chain", async () => {
    const job = await net.createJob(net.spec(HELLO));
    const offer = await net.assign(job, 0);
    expect(await takes({ ...offer, jobKey: "ab".repeat(32) })).toBe("accepted");
    expect(await takes({ ...offer, jobKey: "cd".repeat(32), expiry: 1 })).toBeUndefined();
  });
});
