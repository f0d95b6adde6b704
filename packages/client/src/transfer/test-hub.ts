import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { makeProblem, UPLOAD_PART_BYTES } from "@qubix/protocol";
import { createSeed, keyPairFromSeed } from "@qubix/qubic";
import { HubClient } from "../hub/hub-client.ts";

export const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

export const json = (response: ServerResponse, status: number, value: unknown) =>
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));

/** A request for bytes of the blob, which a test may answer in its own way. */
export interface BytesAsked {
  from: number;
  /** Exclusive. */
  to: number;
  request: IncomingMessage;
  response: ServerResponse;
}

/** The blob routes of a hub over HTTP, without everything else: what was asked of it can be read, and it can misbehave. */
export class TestHub {
  /** Spans that were asked for. */
  readonly asked: string[] = [];
  /** Bytes of blobs that were sent, and of parts that came. */
  moved = 0;
  readonly parts = new Map<number, Buffer>();
  /** Blobs that were made of uploads. */
  readonly made = new Map<string, Buffer>();
  /** Answers instead of the hub; true when it has. */
  answer: (asked: BytesAsked) => boolean = () => false;
  takePart: (number: number, response: ServerResponse) => boolean = () => false;
  #server!: Server;

  private constructor(readonly blob: Buffer) {}

  static async start(blob: Buffer): Promise<TestHub> {
    const hub = new TestHub(blob);
    hub.#server = createServer((request, response) => void hub.#serve(request, response));
    await new Promise<void>((resolve) => hub.#server.listen(0, "127.0.0.1", resolve));
    return hub;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get digest(): string {
    return `sha256:${sha256(this.blob)}`;
  }

  client(attempts = 3): HubClient {
    return new HubClient({ url: this.url, network: "devnet", keyPair: keyPairFromSeed(createSeed()), attempts });
  }

  /** The bytes of a span, as a hub sends them. */
  send({ from, to, response }: BytesAsked, bytes: Uint8Array = this.blob.subarray(from, to)): void {
    response.writeHead(206, { "content-range": `bytes ${from}-${to - 1}/${this.blob.length}` });
    this.moved += bytes.length;
    response.end(bytes);
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url!;
    const body = await bodyOf(request).catch(() => undefined);
    if (body === undefined) return;
    const number = Number(/parts[/]([0-9]+)[/]/.exec(url)?.[1] ?? 0);
    if (url.endsWith("/pieces")) json(response, 200, { pieceSize: UPLOAD_PART_BYTES, digests: this.#pieces() });
    else if (url.endsWith("/uploads")) this.#begin(response, JSON.parse(String(body)));
    else if (url.endsWith("/complete")) this.#complete(response);
    else if (number > 0) this.#part(response, number, body, url);
    else if (request.method === "HEAD") response.writeHead(this.made.has(url.split("/").at(-1)!) ? 200 : 404).end();
    else if (request.method === "PUT") {
      this.made.set(sha256(body), body);
      json(response, 200, { digest: `sha256:${sha256(body)}`, size: body.length });
    } else this.#bytes(request, response);
  }

  #bytes(request: IncomingMessage, response: ServerResponse): void {
    const [from, last] = request.headers.range!.match(/[0-9]+/g)!.map(Number) as [number, number];
    this.asked.push(`${from}-${last}`);
    const asked = { from, to: last + 1, request, response };
    if (!this.answer(asked)) this.send(asked);
  }

  #begin(response: ServerResponse, about: { sha256: string; size: number }): void {
    const parts = Math.ceil(about.size / UPLOAD_PART_BYTES);
    const received = [...this.parts.keys()].sort((a, b) => a - b);
    const document = { id: `up_${"0".repeat(24)}`, ...about, partSize: UPLOAD_PART_BYTES, parts, received };
    json(response, 200, { ...document, expiresAt: 1 });
  }

  #part(response: ServerResponse, number: number, body: Buffer, url: string): void {
    if (this.takePart(number, response)) return;
    if (!url.endsWith(sha256(body))) return void json(response, 422, makeProblem("BLOB_DIGEST_MISMATCH"));
    this.moved += body.length;
    this.parts.set(number, body);
    json(response, 200, { number });
  }

  #complete(response: ServerResponse): void {
    const whole = Buffer.concat([...this.parts].sort(([a], [b]) => a - b).map(([, bytes]) => bytes));
    this.made.set(sha256(whole), whole);
    this.parts.clear();
    json(response, 200, { digest: `sha256:${sha256(whole)}`, size: whole.length });
  }

  #pieces(): string[] {
    return Array.from({ length: Math.ceil(this.blob.length / UPLOAD_PART_BYTES) }, (_, i) =>
      sha256(this.blob.subarray(i * UPLOAD_PART_BYTES, (i + 1) * UPLOAD_PART_BYTES)),
    );
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}
