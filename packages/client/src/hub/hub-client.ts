import {
  API_PREFIX,
  blobDigest,
  EMPTY_BODY_DIGEST,
  type Route,
  type RouteBody,
  type RouteName,
  type RouteParams,
  type RouteQuery,
  type RouteResponse,
  routes,
  sha256Hex,
} from "@qubix/protocol";
import type { KeyPair } from "@qubix/qubic";
import { WebSocket } from "ws";
import { downloadBlob } from "./download-blob.ts";
import { HubError } from "./hub-error.ts";
import { readLimited } from "./read-limited.ts";
import { retry } from "./retry.ts";
import { signRequest } from "./sign-request.ts";
import { type BlobSource, uploadBlob } from "./upload-blob.ts";

export interface HubClientOptions {
  /** Base address: `http://127.0.0.1:8080`. */
  url: string;
  /** Id of the network; part of what is signed. */
  network: string;
  /** Signs requests; without it only open routes can be called. */
  keyPair?: KeyPair;
  /** How often to try a request that fails for a passing reason. */
  attempts?: number;
}

type Part<Name extends string, Value> = Value extends undefined | Record<string, never>
  ? { [K in Name]?: Value }
  : { [K in Name]: Value };
/** What a call of a route takes. */
export type CallArguments<N extends RouteName> = Part<"params", RouteParams<N>> & { query?: RouteQuery<N> } & Part<
    "body",
    RouteBody<N>
  > & { signal?: AbortSignal; timeoutMs?: number };

const TIMEOUT_MS = 30_000;
const MAXIMUM_JSON_BYTES = 32 * 1024 * 1024;
/** Largest sealed artifact: 256 MiB of outputs and what is around them. */
const MAXIMUM_ARTIFACT_BYTES = 272 * 1024 * 1024;

/** Talks to one hub: every route of the protocol by its name, and blobs. Rejects with HubError. */
export class HubClient {
  readonly url: string;
  readonly #options: HubClientOptions;

  constructor(options: HubClientOptions) {
    this.#options = options;
    this.url = options.url.replace(/\/+$/, "");
  }

  /** Calls a route of JSON; the answer is checked against its schema. */
  async call<N extends RouteName>(name: N, args: CallArguments<N>): Promise<RouteResponse<N>> {
    const route: Route = routes[name];
    const { params, query, body, signal, timeoutMs } = args as {
      params?: object;
      query?: object;
      body?: unknown;
      signal?: AbortSignal;
      timeoutMs?: number;
    };
    const bytes = body === undefined ? undefined : new TextEncoder().encode(JSON.stringify(body));
    return retry(
      this.#attempts,
      async () => {
        const response = await this.send(route, this.address(route, params, query), {
          ...(bytes && {
            body: bytes as Uint8Array<ArrayBuffer>,
            bodyDigest: sha256Hex(bytes),
            headers: { "content-type": "application/json" },
          }),
          ...(signal && { signal }),
          timeoutMs: timeoutMs ?? TIMEOUT_MS,
        });
        const answer = parse(await readLimited(response, MAXIMUM_JSON_BYTES));
        if (typeof route.response === "string") return undefined as RouteResponse<N>;
        const parsed = route.response.safeParse(answer);
        if (!parsed.success) throw HubError.badAnswer(parsed.error.issues[0]?.message ?? "it does not fit the schema");
        return parsed.data as RouteResponse<N>;
      },
      signal,
    );
  }

  /** Uploads bytes or a file unless the hub has them; returns `sha256:…`. */
  uploadBlob(source: BlobSource): Promise<string> {
    return uploadBlob(this, source, this.#attempts);
  }

  /** Downloads a blob into a file, going on where it stopped, and checks its digest. `digest` is `sha256:…`. */
  downloadBlob(digest: string, size: number, file: string, signal?: AbortSignal): Promise<void> {
    return downloadBlob(this, { digest, size, file, ...(signal && { signal }) }, this.#attempts);
  }

  /** A small blob in memory, checked against its digest. @throws HubError */
  readBlob(digest: string, limit: number): Promise<Uint8Array> {
    return retry(this.#attempts, async () => {
      const url = this.address(routes.getBlob, { sha256: digest.slice("sha256:".length) });
      const bytes = await readLimited(await this.send(routes.getBlob, url, { timeoutMs: TIMEOUT_MS }), limit);
      if (blobDigest(bytes) !== digest) throw HubError.badAnswer(`it has other bytes under ${digest}`);
      return bytes;
    });
  }

  /** The sealed bytes of an attempt's result; `openArtifact` of the protocol opens them. */
  artifact(key: string, attempt: number): Promise<Uint8Array> {
    return retry(this.#attempts, async () => {
      const response = await this.send(routes.getJobArtifact, this.address(routes.getJobArtifact, { key, attempt }), {
        timeoutMs: 600_000,
      });
      return readLimited(response, MAXIMUM_ARTIFACT_BYTES);
    });
  }

  /** One signed request; throws HubError for every status but the good ones. For routes whose bodies are no JSON. */
  async send(
    route: Route,
    url: URL,
    init: {
      body?: BodyInit;
      bodyDigest?: string;
      headers?: Record<string, string>;
      signal?: AbortSignal;
      timeoutMs: number;
    },
  ): Promise<Response> {
    const { keyPair, network } = this.#options;
    const { method } = route;
    const authorization = keyPair && {
      authorization: signRequest(keyPair, { network, url, method, bodyDigest: init.bodyDigest ?? EMPTY_BODY_DIGEST }),
    };
    const timeout = AbortSignal.timeout(init.timeoutMs);
    const request: RequestInit & { duplex: "half" } = {
      method,
      headers: { ...init.headers, ...authorization },
      signal: init.signal ? AbortSignal.any([init.signal, timeout]) : timeout,
      redirect: "error",
      duplex: "half",
      ...(init.body !== undefined && { body: init.body }),
    };
    let response: Response;
    try {
      response = await fetch(url, request);
    } catch (error) {
      init.signal?.throwIfAborted();
      throw HubError.unreachable(this.url, error);
    }
    if (response.ok) return response;
    const text = await readLimited(response, MAXIMUM_JSON_BYTES).catch(() => new Uint8Array(0));
    throw HubError.fromAnswer(response.status, parseQuietly(text));
  }

  /** A WebSocket below the API's address, signed when there is a key. Errors come as its events. */
  openSocket(path: string, query: object): WebSocket {
    const { keyPair, network } = this.#options;
    const url = this.address({ path }, {}, query);
    const signed = keyPair && {
      authorization: signRequest(keyPair, { network, url, method: "GET", bodyDigest: EMPTY_BODY_DIGEST }),
    };
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    return new WebSocket(url, { headers: { ...signed }, maxPayload: 1024 * 1024, handshakeTimeout: TIMEOUT_MS });
  }

  /** Address of a route with its parameters filled in. */
  address(route: Pick<Route, "path">, params: object = {}, query: object = {}): URL {
    const values = params as Record<string, unknown>;
    const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(values[name])));
    const url = new URL(this.url + API_PREFIX + path);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value));
    return url;
  }

  get #attempts(): number {
    return this.#options.attempts ?? 4;
  }
}

function parse(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw HubError.badAnswer("it is not JSON");
  }
}

function parseQuietly(bytes: Uint8Array): unknown {
  try {
    return parse(bytes);
  } catch {
    return undefined;
  }
}
