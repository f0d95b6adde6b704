import { randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  buildCreateJob,
  explainCall,
  freshNonce,
  openResult,
  registerHub,
  registerProvider,
  sendTransaction,
  verifyReceipt,
} from "@qubix/client";
import { call, decode, EventType, Procedure, query } from "@qubix/contract";
import { DEVNET_CONTRACT_CONFIG } from "@qubix/localnet";
import { makeResult, type RunOutcome, resultDigest } from "@qubix/protocol";
import { contractPublicKey, decodeInvocation, fromHex, toHex, verifyBundle } from "@qubix/qubic";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { E2eNetwork, TERMS, type Terms } from "./support/e2e-network.ts";
import { throwGarbageAt } from "./support/garbage.ts";
import { inventedOpening, Puppet, startLiar } from "./support/puppet.ts";
import { forgedBundle, RogueOcMachine } from "./support/rogue-oc-machine.ts";
import { PROGRAMS } from "./support/wasi-program.ts";

const PATIENT = 180_000;
const STAKE = 5_000_000n;
const PRICE = 3_000n;
const BASE_SHARE = PRICE / 5n;
const CREATE_FEE = 1_000n;
const CALL_FEE = 100n;
/** More than a local network's window for reveals. */
const REVEAL_TICKS = DEVNET_CONTRACT_CONFIG.revealTicks! + 5;

describe("nobody gains by an attack, and no job is lost to one", { timeout: PATIENT }, () => {
  let net: E2eNetwork;
  let paula: Puppet;
  let quinn: Puppet;

  beforeAll(async () => {
    const agent = { stake: STAKE, minPrice: PRICE, capacity: 4 };
    const puppet = { ...agent, withoutAgent: true };
    net = await E2eNetwork.start({
      pace: "manual",
      accounts: { rita: 50_000_000n, greta: 50_000_000n, gretasHot: 1_000_000n, gina: 10_000_000n },
      providers: [
        { ...agent, name: "anna" },
        { ...agent, name: "boris" },
        { ...puppet, name: "liam" },
        { ...puppet, name: "paula" },
        { ...puppet, name: "quinn" },
      ],
      hubTimes: { heartbeatMs: 300, lostAfterMs: 8_000 },
    });
    paula = new Puppet(net, net.provider("paula"));
    quinn = new Puppet(net, net.provider("quinn"));
  }, PATIENT);
  afterAll(async () => {
    await paula?.fallSilent();
    await quinn?.fallSilent();
    await net?.close();
  }, PATIENT);
  beforeEach(({ onTestFailed }) => onTestFailed(() => console.error(net.logs())));

  /** A job of rita's for the providers that she names. */
  async function jobFor(names: string[], terms: Terms = {}): Promise<string> {
    const { length } = names;
    const all = { providers: net.slots(...names), replicas: length, quorum: terms.replicas ?? length, ...terms };
    return (await net.submit(net.account("rita"), PROGRAMS.answer, all)).key;
  }

  async function outcomes(
    key: string,
  ): Promise<Record<string, { outcome: RunOutcome; paid: string; slashed: string }>> {
    const { runs } = await net.hub().call("getJobReceipt", { params: { key } });
    const nameOf = (slot: number) => net.local.providers.find((one) => one.slot === slot)!.name;
    return Object.fromEntries(
      runs.map(({ provider, outcome, paid, slashed }) => [nameOf(provider), { outcome, paid, slashed }]),
    );
  }

  const paid = { outcome: "paid-majority", paid: String(PRICE), slashed: "0" };
  const stakeOf = async (name: string) => {
    const asked = { identity: new Uint8Array(32), provider: net.provider(name).slot };
    return (await query.getProvider(net.reader, asked)).record.stake;
  };

  describe("a provider", () => {
    it("that lies is outvoted by two honest ones, gets nothing and loses what it had locked", async () => {
      await startLiar(net.local, net.provider("liam"));
      const key = await jobFor(["anna", "boris", "liam"], { quorum: 2 });
      expect((await net.ended(key)).closeReason).toBe("verified");
      const odd = { outcome: "odd-one-out", paid: "0", slashed: String(PRICE) };
      expect(await outcomes(key)).toEqual({ anna: paid, boris: paid, liam: odd });
      expect(await stakeOf("liam")).toBe(STAKE - PRICE);
      const opened = await openResult(net.hub(), await net.job(key), net.account("rita").keyPair);
      expect(opened?.outputs.has("answer")).toBe(true);
      await net.local.children.kill("agent liam");
    });

    it("that copies another's commitment can't open it, even with everything that opened the other's", async () => {
      await paula.dial();
      const key = await jobFor(["anna", "paula"]);
      const offer = await paula.offer(key);
      const copied = await paula.commitmentOf(key, net.provider("anna").slot);
      await paula.send(paula.commitCall(offer, copied));
      await paula.revealsOpen(offer);
      const annas = await openingOf(key, net.provider("anna").slot);
      expect(await paula.refusal(paula.revealCall(offer, annas))).toBe("COMMITMENT_MISMATCH");
      await paula.send(paula.revealCall(offer, annas));
      await net.ticks(REVEAL_TICKS);
      const job = await net.ended(key);
      expect(job).toMatchObject({ state: "failed", closeReason: "no-quorum" });
      expect(await outcomes(key)).toEqual({
        anna: { outcome: "base-share", paid: String(BASE_SHARE), slashed: "0" },
        paula: { outcome: "not-revealed", paid: "0", slashed: "0" },
      });
    });

    it("that copies another's sealed result can't say what is in it, and can't say it afterwards", async () => {
      const key = await jobFor(["anna", "boris", "paula"], { quorum: 2 });
      const offer = await paula.offer(key);
      await net.until(key, ({ attempts }) => attempts.some(({ artifact }) => artifact !== undefined));
      const victim = (await net.job(key)).attempts.find(({ artifact }) => artifact !== undefined)!;
      const sealed = await net.hub().artifact(key, victim.attempt);
      const ciphertextDigest = fromHex(victim.artifact!.ciphertextDigest);
      await paula.upload(offer, sealed, ciphertextDigest);
      const guess = resultDigest(makeResult("ok", 0, []));
      const opening = { ...inventedOpening(), ciphertextDigest, resultDigest: fromHex(guess) };
      await paula.send(paula.commitCall(offer, paula.commitmentTo(offer, opening)));
      await paula.revealsOpen(offer);
      const truth = await openingOf(key, victim.provider);
      const late = paula.commitmentTo(offer, truth);
      expect(await paula.refusal(paula.commitCall(offer, late))).toBe("NOT_LIVE");
      expect(await paula.refusal(paula.revealCall(offer, truth))).toBe("COMMITMENT_MISMATCH");
      await paula.send(paula.revealCall(offer, opening));
      const job = await net.ended(key);
      expect(job.closeReason).toBe("verified");
      const odd = { outcome: "odd-one-out", paid: "0", slashed: String(PRICE) };
      expect(await outcomes(key)).toEqual({ anna: paid, boris: paid, paula: odd });
      const paulas = openResult(net.hub(), job, net.account("rita").keyPair, offer.attempt);
      await expect(paulas).rejects.toMatchObject({ code: "BAD_ARTIFACT" });
    });

    it("that takes an offer and never answers loses it to another; what it says afterwards is refused", async () => {
      const key = await jobFor(["paula", "quinn"], { replicas: 1 });
      const lost = await paula.offer(key);
      await paula.fallSilent();
      await net.until(key, ({ attempts }) => attempts[0]?.state === "ended");
      await quinn.dial();
      const offer = await quinn.offer(key);
      expect(offer.attempt).toBeGreaterThan(lost.attempt);

      const params = { key, attempt: lost.attempt };
      const chunk = { ephemeral: "00".repeat(32), seq: 0, chunks: ["AAAA"] };
      const sealed = new Uint8Array(randomBytes(5_000));
      await expect(paula.hub.call("agentLogs", { params, body: chunk })).rejects.toMatchObject({
        code: "ATTEMPT_FENCED",
      });
      await expect(paula.upload(lost, sealed, sealed.slice(0, 32))).rejects.toMatchObject({ code: "ATTEMPT_FENCED" });
      await expect(paula.hub.call("agentBundle", { params })).rejects.toMatchObject({ code: "ATTEMPT_FENCED" });
      const lateCommit = paula.commitCall(lost, paula.commitmentTo(lost, inventedOpening()));
      expect(await paula.refusal(lateCommit)).toMatch(/STALE_ATTEMPT|UNKNOWN_ASSIGNMENT|NOT_AUTHORIZED/);
      await paula.send(lateCommit);
      expect((await net.onChain(key)).record.committed).toBe(0);
      await paula.dial();
      await net.eventually(() => paula.cancelled.includes(`${key}-${lost.attempt}`));

      const opening = inventedOpening();
      await quinn.send(quinn.commitCall(offer, quinn.commitmentTo(offer, opening)));
      await quinn.revealsOpen(offer);
      await quinn.send(quinn.revealCall(offer, opening));
      expect((await net.ended(key)).closeReason).toBe("unchallenged");
      expect(await outcomes(key)).toEqual({ quinn: paid });
      await quinn.fallSilent();
    });

    it("that only pretends to work holds a job no longer than its deadline, and is paid nothing for it", async () => {
      const rita = net.account("rita");
      const before = await net.balance(rita);
      // Paula has fallen silent before and rests for a while; quinn's record is good.
      await quinn.dial();
      const key = await jobFor(["quinn"], { deadlineTicks: 150 });
      await quinn.offer(key);
      await net.until(key, ({ state }) => state === "running");
      await net.ticks(160);
      const job = await net.ended(key);
      await quinn.fallSilent();
      expect(job).toMatchObject({ state: "expired", closeReason: "expired", attempts: [{ state: "ended" }] });
      expect(await net.balance(rita)).toBe(before - CREATE_FEE);
    });
  });

  describe("an OC machine", () => {
    it("that forges, replays and babbles is not believed: the hub takes its bundles from the chain", async () => {
      const first = await jobFor(["anna"]);
      await net.ended(first);
      const replayed = fromHex((await proofOf(first)).bundle);
      const port = Number(new URL(net.hubConfig().ocMachines[0]!).port);
      await net.local.children.kill("oc-machine");
      const rogue = new RogueOcMachine(port);
      await net.eventually(() => rogue.hubs === 1);
      const key = await jobFor(["anna"]);
      await net.reach(key, "assigned");
      const { batch } = (await net.onChain(key)).assignments[0]!.record;
      const forged = await forgedBundle(net, batch);
      const few = await forgedBundle(net, batch, 450);
      const moved = forged.slice();
      moved.set(replayed.subarray(-66 * 451), moved.length - 66 * 451);
      for (const lie of [forged, few, replayed, moved, randomBytes(500), new Uint8Array(0)]) rogue.say(lie);
      net.metronome.go();
      expect((await net.ended(key)).state).toBe("settled");
      const bundle = decodeInvocation(fromHex((await proofOf(key)).bundle));
      expect(verifyBundle(bundle, await net.local.node.computors())).toEqual({ ok: true, verified: 451 });
      const refused = net
        .logs()
        .split("\n")
        .filter((line) => line.includes('"bundle refused"'));
      expect(refused.length).toBeGreaterThanOrEqual(2);
      await rogue.close();
      await net.local.children.startAgain("oc-machine");
    });
  });

  describe("a greedy hub", () => {
    it("can give a job neither to whom it doesn't want, nor to its own puppet, nor above the cap", async () => {
      const [greta, hot, gina] = [net.account("greta"), net.account("gretasHot"), net.account("gina")];
      const bond = { hot: hot.keyPair.publicKey, bond: 20_000_000n, minFee: 0n };
      const hub = await registerHub(net.local.callerOf(greta), bond);
      const keys = { hot: gina.keyPair.publicKey, payout: gina.keyPair.publicKey };
      const ginas = { ...keys, stake: STAKE, minPrice: 100n, capacity: 4, hubs: [hub] };
      const puppet = await registerProvider(net.local.callerOf(gina), ginas);
      const before = await net.balance(net.account("rita"));
      const job = await createBehindTheHubsBack({ hub, providers: net.slots("anna") }, 200);
      const [anna] = net.slots("anna") as [number];
      expect(await assign(anna, PRICE)).toBe("HUB_NOT_ACCEPTED");
      expect(await assign(puppet, PRICE)).toBe("NOT_ON_OWN_LIST");
      expect(await assign(anna, TERMS.priceCap + 1n)).toBe("PRICE_ABOVE_CAP");
      expect((await net.onChain(job.key)).record.placed).toBe(0);
      await net.ticks(200);
      await net.eventually(async () => (await net.onChain(job.key)).found === 0);
      expect(await net.balance(net.account("rita"))).toBe(before - CREATE_FEE);

      /** Why the contract refuses the assignment, which is sent all the same. */
      async function assign(provider: number, price: bigint): Promise<string | undefined> {
        const { jobSlot } = await net.onChain(job.key);
        const items = [{ jobKey: fromHex(job.key), price, jobSlot, leaseTicks: 50, provider }];
        const contractCall = call.assignJobs({ items, count: 1, nonce: freshNonce() });
        const refused = await explainCall({ ...net.local.callerOf(hot) }, contractCall, CALL_FEE).then(
          () => undefined,
          ({ code }: { code: string }) => code,
        );
        const { node, network } = net.local;
        const destination = contractPublicKey(network.contract.index);
        const transaction = { destination, amount: CALL_FEE, ...contractCall };
        await sendTransaction(node, hot.keyPair, transaction, { tickOffset: network.tickOffset });
        return refused;
      }
    });
  });

  describe("anybody", () => {
    it("who sends all rungs of a ladder at once creates one job and pays for one", async () => {
      const before = await net.balance(net.account("rita"));
      const job = await createBehindTheHubsBack({ providers: net.slots("quinn") }, 150, 3);
      await net.ticks(200);
      await net.eventually(async () => (await net.onChain(job.key)).found === 0);
      const created = (await net.events(job.key)).filter(({ type }) => type === EventType.JobCreated);
      expect(created).toHaveLength(1);
      expect(await net.balance(net.account("rita"))).toBe(before - CREATE_FEE);
    });

    it("can send garbage to every port of every program, and all of them go on", async () => {
      const { network, rpcUrl, hub } = net.local;
      const info = await fetch(`${rpcUrl}/devnet/v1/info`);
      const [oc] = ((await info.json()) as { ocMachines: { port: number }[] }).ocMachines;
      const portOf = (url: string) => Number(new URL(url).port);
      const [subscribers] = net.hubConfig().ocMachines as [string];
      const ports = [network.nodes[0]!.port, portOf(rpcUrl), portOf(hub.url), portOf(subscribers), oc!.port];
      for (const port of ports) await throwGarbageAt(port);
      const key = await jobFor(["anna", "boris"]);
      expect((await net.ended(key)).closeReason).toBe("verified");
      const receipt = await net.hub().call("getJobReceipt", { params: { key } });
      expect((await verifyReceipt(receipt, net.local)).ok).toBe(true);
    });

    it.each([
      ["no JSON", "{", {}, 400, "INVALID_JSON"],
      ["another content type", "{}", { "content-type": "text/plain" }, 415, "UNSUPPORTED_MEDIA_TYPE"],
      ["too much", " ".repeat(2_000_000), {}, 413, "BODY_TOO_LARGE"],
      ["members twice", '{"spec":1,"spec":2}', {}, 400, "INVALID_JSON"],
    ])("who sends %s to the hub is told what is wrong, and what to do", async (_, body, more, status, code) => {
      const headers = { "content-type": "application/json", ...more };
      const answer = await fetch(`${net.local.hub.url}/api/v1/jobs`, { method: "POST", headers, body });
      expect(answer.headers.get("content-type")).toContain("application/problem+json");
      expect([answer.status, await answer.json()]).toMatchObject([status, { code, hint: expect.any(String) }]);
    });

    it("who talks nonsense over the hub's sockets is hung up on", async () => {
      const url = `${net.local.hub.url.replace("http", "ws")}/api/v1`;
      for (const nonsense of ["nonsense", '{"type":"subscribe"}', randomBytes(100), "x".repeat(20_000)]) {
        const socket = new WebSocket(`${url}/live`);
        socket.on("error", () => socket.terminate());
        await once(socket, "open");
        socket.send(nonsense);
        await once(socket, "close");
      }
      const unsigned = new WebSocket(`${url}/agent/socket?machine=anna`);
      const [error] = (await once(unsigned, "error")) as [Error];
      expect(error.message).toContain("401");
    });
  });

  it("and in the end all the money is accounted for", async () => {
    expect((await query.getTotals(net.reader, {})).totals.escrow).toBe(0n);
    expect(await net.lostMoney()).toEqual([]);
  });

  /** Creates a job of rita's on the chain without telling any hub, with so many rungs of its ladder. */
  async function createBehindTheHubsBack(terms: Terms, deadlineTicks: number, rungs = 1) {
    const rita = net.account("rita");
    const { node, network, hub } = net.local;
    const spec = await net.spec(rita, PROGRAMS.answer);
    const { tick } = await node.tickInfo();
    const all = { hub: hub.slot, ...TERMS, start: "authorized" as const, deadline: tick + deadlineTicks, ...terms };
    const context = { contractIndex: network.contract.index, tick, tickOffset: network.tickOffset };
    const job = buildCreateJob(spec, all, { ...context, createFee: CREATE_FEE, keyPair: rita.keyPair });
    for (const { bytes } of job.transactions.slice(0, rungs)) await node.broadcastTransaction(bytes);
    await net.eventually(async () => (await net.onChain(job.key)).found === 1);
    return job;
  }

  /** The hub's proof that the computors authorized anna's attempt of a job. */
  async function proofOf(key: string) {
    const { attempt } = (await net.job(key)).attempts[0]!;
    return net.hub(net.provider("anna").hot).call("agentBundle", { params: { key, attempt } });
  }

  /** What a provider opened its commitment with: the reveal as it lies in the chain's own transactions. */
  async function openingOf(key: string, slot: number) {
    let event: { tick: number } | undefined;
    await net.eventually(async () => {
      const events = await net.events(key);
      event = events.find(({ type, other }) => type === EventType.Revealed && other >> 16 === slot);
      return event !== undefined;
    });
    const transactions = await net.local.node.tickTransactions(event!.tick);
    const { publicKey } = net.local.providers.find((one) => one.slot === slot)!.hot.keyPair;
    const reveal = transactions.find(
      ({ inputType, source }) => inputType === Procedure.RevealResults && toHex(source) === toHex(publicKey),
    )!;
    const { resultDigest, ciphertextDigest, maskedKey, salt, charge } = decode("RevealResults_input", reveal.input)
      .items[0]!;
    return { resultDigest, ciphertextDigest, maskedKey, salt, charge };
  }
});
