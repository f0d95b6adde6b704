import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  API_PREFIX,
  type AuthorizationProof,
  type Heartbeats,
  type LogUpload,
  makeProblem,
  type Offer,
  type ProblemCode,
  type ResultDelivery,
  type ResultUpload,
} from "@qubix/protocol";

/** A hub that does what a test says and keeps what an agent sends: a stranger that an agent must not trust. */
export class StandInHub {
  readonly blobs = new Map<string, Uint8Array>();
  readonly logs = new Map<string, LogUpload[]>();
  readonly results = new Map<string, ResultUpload>();
  readonly bundles = new Map<string, AuthorizationProof>();
  /** Why attempts were given back; undefined: a hub of an earlier version, which does not know the request. */
  declines: Map<string, string> | undefined = new Map();
  readonly cancel: { jobKey: string; attempt: number; reason: string }[] = [];
  lastHeartbeats: Heartbeats | undefined;
  #offers: Offer[] = [];
  #wake: (() => void)[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: Error) => response.writeHead(500).end(error.message));
    });
  }

  static async start(): Promise<StandInHub> {
    const hub = new StandInHub();
    await new Promise<void>((resolve) => hub.#server.listen(0, "127.0.0.1", resolve));
    return hub;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  put(bytes: Uint8Array): string {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    this.blobs.set(sha256, bytes);
    return `sha256:${sha256}`;
  }

  offer(offer: Omit<Offer, "cursor">): void {
    this.#offers.push({ ...offer, cursor: this.#offers.length + 1 });
    for (const wake of this.#wake.splice(0)) wake();
  }

  async close(): Promise<void> {
    for (const wake of this.#wake.splice(0)) wake();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, "http://hub");
    const [what, ...rest] = url.pathname.slice(API_PREFIX.length + 1).split("/");
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const body = Buffer.concat(parts);
    const send = (value: unknown) =>
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
    const refuse = (code: ProblemCode) => {
      const problem = makeProblem(code);
      response.writeHead(problem.status, { "content-type": "application/problem+json" }).end(JSON.stringify(problem));
    };
    if (what === "blobs") return this.#blob(request, response, rest[0]!, body, refuse);
    const [kind, key, attempt, action] = rest;
    if (kind === "hello") return void send({ heartbeatMs: 100, heartbeatTimeoutMs: 1000, cursor: 0 });
    if (kind === "offers") return void send(await this.#pull(Number(url.searchParams.get("after"))));
    if (kind === "heartbeats") {
      this.lastHeartbeats = JSON.parse(body.toString());
      return void send({ cancel: this.cancel, cursor: this.#offers.length });
    }
    if (kind === "results") {
      const { results } = JSON.parse(body.toString()) as ResultDelivery;
      for (const { jobKey, attempt, content, ...result } of results) {
        if (content !== undefined) this.put(new Uint8Array(Buffer.from(content, "base64")));
        this.results.set(`${jobKey}-${attempt}`, result);
      }
      return void send({ results: results.map(({ jobKey, attempt }) => ({ jobKey, attempt })) });
    }
    const id = `${key}-${attempt}`;
    if (action === "bundle") {
      const bundle = this.bundles.get(id);
      return bundle ? void send(bundle) : refuse("NOT_AUTHORIZED_YET");
    }
    if (action === "decline" && this.declines) {
      this.declines.set(id, JSON.parse(body.toString()).reason);
      return void send({ noted: true });
    }
    if (action === "logs") {
      this.logs.set(id, [...(this.logs.get(id) ?? []), JSON.parse(body.toString())]);
      return void send({ next: 0 });
    }
    refuse("NOT_FOUND");
  }

  #blob(
    request: IncomingMessage,
    response: ServerResponse,
    sha256: string,
    body: Uint8Array,
    refuse: (code: ProblemCode) => void,
  ): void {
    if (request.method === "PUT") {
      this.put(body);
      response
        .writeHead(201, { "content-type": "application/json" })
        .end(JSON.stringify({ digest: `sha256:${sha256}`, size: body.length }));
      return;
    }
    const blob = this.blobs.get(sha256);
    if (!blob) refuse("BLOB_NOT_FOUND");
    else response.writeHead(200, { "content-length": blob.length }).end(request.method === "HEAD" ? undefined : blob);
  }

  async #pull(after: number): Promise<{ offers: Offer[]; cursor: number }> {
    if (this.#offers.length <= after) await new Promise<void>((resolve) => this.#wake.push(resolve));
    return { offers: this.#offers.slice(after), cursor: this.#offers.length };
  }
}
