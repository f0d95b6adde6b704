import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Devnet, startDevnet } from "@qubix/devnet";
import type { NewJob } from "@qubix/market";
import { API_PREFIX, type JobEventBody, LiveMessage, type LiveRequest, type NetworkDefinition } from "@qubix/protocol";
import { createSeed, identityFromPublicKey, keyPairFromSeed } from "@qubix/qubic";
import { newJob, testServices } from "@qubix/store/testing";
import { type ClientOptions, WebSocket } from "ws";
import type { HubConfigInput } from "../src/config.ts";
import { type RunningHub, startHub } from "../src/start-hub.ts";

const wasm = readFileSync(new URL("../../../contracts/dist/Qubix.wasm", import.meta.url));

export const progress = (attempt: number): JobEventBody => ({ type: "progress", attempt, phase: "running" });
export const sent = (tick: number): JobEventBody => ({
  type: "transaction",
  id: "x".repeat(60),
  procedure: "CreateJob",
  state: "sent",
  tick,
});

/** Nobody expects such a job on the chain yet: the hub leaves it alone. */
export const NEVER = 4_294_967_295;

/** API processes of one hub that nobody registered, in this process; several of them need DATABASE_URL. */
export class LiveHub {
  readonly folder = mkdtempSync(join(tmpdir(), "qubix-live-"));
  readonly hubs: RunningHub[] = [];
  devnet!: Devnet;
  #services!: Awaited<ReturnType<typeof testServices>>;
  #config!: HubConfigInput;

  static async start(live: HubConfigInput["live"] = {}, more: Partial<HubConfigInput> = {}): Promise<LiveHub> {
    const hub = await LiveHub.prepare({ live, ...more });
    await hub.add();
    return hub;
  }

  /** All but the hub itself: a chain, folders, databases. */
  static async prepare(more: Partial<HubConfigInput> = {}): Promise<LiveHub> {
    const hub = new LiveHub();
    hub.#services = await testServices();
    hub.devnet = await startDevnet({ seed: hub.folder, accounts: [], contract: { wasm }, ocMachines: [] });
    const network: NetworkDefinition = {
      id: "devnet",
      name: "test",
      nodes: [{ host: "127.0.0.1", port: hub.devnet.tcpPort }],
      contract: { index: 29 },
      ocInterface: 1,
      arbitrator: identityFromPublicKey(hub.devnet.arbitratorPublicKey),
      tickOffset: 3,
      tickMs: 400,
    };
    writeFileSync(join(hub.folder, "network.json"), JSON.stringify(network));
    writeFileSync(join(hub.folder, "hot.seed"), createSeed());
    hub.#config = {
      ...hub.#services.urls,
      dataDir: join(hub.folder, "hub"),
      network: join(hub.folder, "network.json"),
      hotKeyFile: join(hub.folder, "hot.seed"),
      listen: {},
      ...(hub.#services.urls.redisUrl && { roles: ["api"] }), // alone, a process has all roles
      chain: { pollMs: 50 },
      observe: { metrics: { port: 0 } },
      logLevel: "error",
      ...more,
    };
    return hub;
  }

  /** A file for a process that is started by somebody else. @returns its address is `url` */
  async writeConfig(): Promise<{ file: string; url: string }> {
    const file = join(this.folder, "hub.json");
    const port = await freePort();
    writeFileSync(file, JSON.stringify({ ...this.#config, listen: { port } }));
    return { file, url: `http://127.0.0.1:${port}` };
  }

  /** One more process. */
  async add(more: Partial<HubConfigInput> = {}): Promise<RunningHub> {
    const hub = await startHub({ ...this.#config, ...more });
    this.hubs.push(hub);
    return hub;
  }

  get store() {
    return this.hubs[0]!.context.store;
  }

  get url(): string {
    return this.hubs[0]!.url!;
  }

  /** A new job with one event. */
  async job(changes: Partial<NewJob> = {}): Promise<string> {
    const { job } = await this.store.jobs.insert(
      newJob({ requester: keyPairFromSeed(createSeed()).identity, createBy: NEVER, ...changes }),
    );
    return job.key;
  }

  async close(): Promise<void> {
    for (const hub of this.hubs.splice(0)) await hub.close();
    await this.devnet.close();
    await this.#services.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A raw client of the live protocol that keeps what it was sent. */
export class Listener {
  readonly messages: LiveMessage[] = [];
  closed: { code: number; reason: string } | undefined;

  constructor(readonly socket: WebSocket) {
    socket.on("message", (data) => this.messages.push(LiveMessage.parse(JSON.parse(String(data)))));
    socket.on("close", (code, reason) => {
      this.closed = { code, reason: String(reason) };
    });
    socket.on("error", () => undefined);
  }

  static async open(hubUrl: string, options: ClientOptions = {}, query = ""): Promise<Listener> {
    const listener = new Listener(new WebSocket(`${hubUrl.replace("http", "ws")}${API_PREFIX}/live${query}`, options));
    await once(listener.socket, "open");
    return listener;
  }

  say(request: LiveRequest): this {
    this.socket.send(JSON.stringify(request));
    return this;
  }

  follow(key: string, from = 0): this {
    return this.say({ type: "subscribe", channel: "job", key, from });
  }

  /** Numbers of the events of a job, or of an account. */
  numbers(of: string): number[] {
    return this.messages.flatMap((message) => {
      if (message.type === "job-event" && message.key === of) return [message.event.seq];
      return message.type === "account-event" && message.identity === of ? [message.event.seq] : [];
    });
  }

  of<T extends LiveMessage["type"]>(type: T): Extract<LiveMessage, { type: T }>[] {
    return this.messages.filter((message): message is Extract<LiveMessage, { type: T }> => message.type === type);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

export const upTo = (last: number, from = 1): number[] => Array.from({ length: last - from + 1 }, (_, i) => from + i);
