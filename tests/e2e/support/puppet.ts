import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { explainCall, freshNonce, type HubClient, sendTransaction } from "@qubix/client";
import { AssignmentState, type ContractCall, call, commitmentOf, JobState, type RevealItem } from "@qubix/contract";
import type { Localnet, LocalProvider } from "@qubix/localnet";
import { blobDigest, type MachineAsks, type Offer, PROTOCOL_VERSION, toHex } from "@qubix/protocol";
import { contractPublicKey, fromHex } from "@qubix/qubic";
import type { E2eNetwork } from "./e2e-network.ts";

/** What opens a commitment. */
export type Opening = Pick<RevealItem, "resultDigest" | "ciphertextDigest" | "maskedKey" | "salt" | "charge">;

/** A provider that the test plays: it speaks an agent's protocol with the keys of one, and does whatever the test likes. */
export class Puppet {
  readonly cancelled: string[] = [];
  readonly #seen = new Map<string, Offer>();
  #cursor = 0;
  #beating: Promise<void> | undefined;
  #stop = new AbortController();

  constructor(
    readonly net: E2eNetwork,
    readonly provider: LocalProvider,
  ) {}

  get hub(): HubClient {
    return this.net.hub(this.provider.hot);
  }

  /** Says hello and that it lives, until `fallSilent`. @param asks what its machine asks for its work */
  async dial(asks?: MachineAsks): Promise<this> {
    const { name, slot } = this.provider;
    const what = { cores: 2, memoryMiB: 4_096, kinds: ["wasm" as const], runtimes: [], slots: 4, version: "0.1.0" };
    const machine = { id: name, ...what, ...(asks && { asks }), protocol: PROTOCOL_VERSION };
    this.#cursor = (await this.hub.call("agentHello", { body: { provider: slot, machine } })).cursor;
    this.#stop = new AbortController();
    this.#beating = this.#beat(this.#stop.signal);
    return this;
  }

  /** Says nothing any more, like a machine without power. */
  async fallSilent(): Promise<void> {
    this.#stop.abort();
    await this.#beating;
  }

  /** Takes the offer of a job, once there is one with an assignment. */
  async offer(key: string): Promise<Offer & { assignment: number }> {
    const { name } = this.provider;
    await this.net.eventually(async () => {
      const query = { machine: name, after: this.#cursor, wait: 500 };
      const { offers, cursor } = await this.hub.call("agentOffers", { query });
      this.#cursor = cursor;
      for (const offer of offers) if (offer.assignment !== undefined) this.#seen.set(offer.jobKey, offer);
      return this.#seen.has(key);
    });
    return this.#seen.get(key) as Offer & { assignment: number };
  }

  /** Hands some bytes over as the sealed result of an attempt. */
  async upload({ jobKey, attempt }: Offer, sealed: Uint8Array, ciphertextDigest: Uint8Array): Promise<void> {
    await this.hub.uploadBlob(sealed);
    const body = { blob: blobDigest(sealed), ciphertextDigest: toHex(ciphertextDigest) };
    await this.hub.call("agentResult", { params: { key: jobKey, attempt }, body });
  }

  commitmentTo({ jobKey, attempt }: Offer, opening: Opening): Uint8Array {
    const { contractIndex } = this.net.reader;
    const provider = this.provider.owner.keyPair.publicKey;
    return commitmentOf({ contractIndex, jobKey: fromHex(jobKey), provider, attempt, ...opening });
  }

  commitCall({ assignment, attempt }: Offer, commitment: Uint8Array): ContractCall {
    const items = [{ commitment, assignment: assignment!, attempt }];
    return call.commitResults({ items, count: 1, nonce: freshNonce() });
  }

  revealCall({ assignment, attempt }: Offer, opening: Opening): ContractCall {
    return call.revealResults({
      items: [{ ...opening, assignment: assignment!, attempt }],
      count: 1,
      nonce: freshNonce(),
    });
  }

  /** Sends a call of the contract, whatever the contract thinks of it, and waits until a tick has taken it. */
  async send(contractCall: ContractCall): Promise<void> {
    const { node, network } = this.net.local;
    const destination = contractPublicKey(network.contract.index);
    const { tickOffset } = network;
    await sendTransaction(node, this.#keyPair, { destination, amount: 0n, ...contractCall }, { tickOffset });
  }

  /** The contract's reason to refuse a call now: the name of a code, or undefined. */
  async refusal(contractCall: ContractCall): Promise<string | undefined> {
    const { node, network } = this.net.local;
    const asked = { node, contractIndex: network.contract.index, keyPair: this.#keyPair };
    return explainCall(asked, contractCall, 0n).then(
      () => undefined,
      ({ code }: { code: string }) => code,
    );
  }

  /** Waits until the contract takes reveals of the job. */
  async revealsOpen({ jobKey }: Offer): Promise<void> {
    await this.net.eventually(async () => (await this.net.onChain(jobKey)).record.state === JobState.Revealing);
  }

  /** Waits until a provider's commitment to the job is on the chain, and copies it. */
  async commitmentOf(jobKey: string, slot: number): Promise<Uint8Array> {
    let digest: Uint8Array | undefined;
    await this.net.eventually(async () => {
      const { assignments } = await this.net.onChain(jobKey);
      digest = assignments.find(({ record }) => record.provider === slot && record.state === AssignmentState.Committed)
        ?.record.digest;
      return digest !== undefined;
    });
    return digest!;
  }

  get #keyPair() {
    return this.provider.hot.keyPair;
  }

  async #beat(signal: AbortSignal): Promise<void> {
    const { name, slot } = this.provider;
    while (!signal.aborted) {
      const attempts = [...this.#seen.values()].map(({ jobKey, attempt }) => ({
        ...{ jobKey, attempt },
        phase: "running" as const,
      }));
      const body = { provider: slot, machine: name, freeSlots: 4, attempts };
      const reply = await this.hub.call("agentHeartbeats", { body }).catch(() => undefined);
      for (const { jobKey, attempt } of reply?.cancel ?? []) {
        this.cancelled.push(`${jobKey}-${attempt}`);
        this.#seen.delete(jobKey);
      }
      await sleep(150, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** An opening of something that nobody ran. */
export function inventedOpening(): Opening {
  const some = () => new Uint8Array(randomBytes(32));
  return { resultDigest: some(), ciphertextDigest: some(), maskedKey: some(), salt: some(), charge: 0n };
}

/** A provider that lies: a program of its own, under examples/. */
export async function startLiar({ network, hub, children, logs }: Localnet, provider: LocalProvider): Promise<void> {
  const { host, port } = network.nodes[0]!;
  await children.start({
    name: `agent ${provider.name}`,
    file: new URL("../../../examples/liar/main.ts", import.meta.url).pathname,
    args: [
      ...["--hub", hub.url, "--node", `${host}:${port}`, "--contract", String(network.contract.index)],
      ...["--network", network.id, "--offset", String(network.tickOffset), "--seed-file", provider.hotKeyFile],
    ],
    logFile: `${logs}/agent-${provider.name}.log`,
  });
}
