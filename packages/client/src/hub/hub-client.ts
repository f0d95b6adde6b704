import {
  API_PREFIX,
  blobDigest,
  EMPTY_BODY_DIGEST,
  keepsAnswer,
  PROTOCOL,
  PROTOCOL_HEADER,
  protocolText,
  type Route,
  type RouteBody,
  type RouteName,
  type RouteParams,
  type RouteQuery,
  type RouteResponse,
  routes,
  sha256Hex,
  sha256OfBlob,
} from "@qubix/protocol";
import type { KeyPair } from "@qubix/qubic";
import { downloadBlob } from "#download-blob";
import { apiKeyCredentials, type Credentials, keyPairCredentials } from "../auth/credentials.ts";
import { LiveClient } from "../live/live-client.ts";
import type { Progress, TransferOptions } from "../transfer/transfer-options.ts";
import { uploadBlob } from "../transfer/upload-blob.ts";
import type { BlobSource } from "../transfer/upload-content.ts";
import { HubError } from "./hub-error.ts";
import { readAnswer } from "./read-answer.ts";
import { readLimited } from "./read-limited.ts";
import { retry } from "./retry.ts";

export interface HubClientOptions {
  /** Base address: `http://127.0.0.1:8080`. */
  url: string;
  /** Id of the network; part of what is signed. */
  network: string;
  /** Signs each request. Without key pair, session and API key only what is open to all can be called. */
  keyPair?: KeyPair;
  /** Sends the access token of a session. */
  session?: Credentials;
  /** Sends an API key. */
  apiKey?: string;
  /** How often to try a request that fails for a passing reason. */
  attempts?: number;
  /** Further headers of each request, as they are at the moment. */
  headers?: () => Record<string, string>;
}

type Part<Name extends string, Value> = Value extends undefined | Record<string, never>
  ? { [K in Name]?: Value }
  : { [K in Name]: Value };
/** What a call of a route takes. */
export type CallArguments<N extends RouteName> = Part<"params", RouteParams<N>> & { query?: RouteQuery<N> } & Part<
    "body",
    RouteBody<N>
  > & { signal?: AbortSignal; timeoutMs?: number };

/** Routes that answer pages. */
export type PagedRoute = {
  [N in RouteName]: (typeof routes)[N] extends { paged: true } ? N : never;
}[RouteName];
interface Page<Item> {
  items: Item[];
  cursor?: string;
}
/** What a list holds. */
export type PageItem<N extends PagedRoute> = RouteResponse<N> extends { items: (infer Item)[] } ? Item : never;

/** What a request is made of, beside its address. */
export interface RequestParts {
  body?: BodyInit;
  /** SHA-256 of the body, hex. */
  bodyDigest?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** For the whole answer; missing for one that has no end. */
  timeoutMs?: number;
}

const TIMEOUT_MS = 30_000;
const MAXIMUM_JSON_BYTES = 32 * 1024 * 1024;
/** Largest sealed artifact: 256 MiB of outputs and what is around them. */
const MAXIMUM_ARTIFACT_BYTES = 272 * 1024 * 1024;

/** Talks to one hub: every route of the protocol by its name, and blobs. Rejects with HubError. */
export class HubClient {
  readonly url: string;
  readonly #options: HubClientOptions;
  readonly #credentials: Credentials | undefined;
  #live: LiveClient | undefined;

  constructor(options: HubClientOptions) {
    this.#options = options;
    const { session, apiKey, keyPair } = options;
    this.#credentials = session ?? (apiKey ? apiKeyCredentials(apiKey) : keyPair && keyPairCredentials(keyPair));
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
    // One for all tries: what an earlier one has done is not done again.
    const headers = {
      ...(bytes && { "content-type": "application/json" }),
      ...(keepsAnswer(route) && { "idempotency-key": crypto.randomUUID() }),
    };
    return retry(
      this.#attempts,
      async () => {
        const response = await this.send(route, this.address(route, params, query), {
          ...(bytes && {
            body: bytes as Uint8Array<ArrayBuffer>,
            bodyDigest: sha256Hex(bytes),
          }),
          headers,
          ...(signal && { signal }),
          timeoutMs: timeoutMs ?? TIMEOUT_MS,
        });
        const answer = parse(await readLimited(response, MAXIMUM_JSON_BYTES));
        if (typeof route.response === "string") return undefined as RouteResponse<N>;
        return readAnswer(route.response, answer) as RouteResponse<N>;
      },
      signal,
    );
  }

  /** All items of a list, page by page as they are needed. `limit` is the size of a page. */
  async *pages<N extends PagedRoute>(name: N, args: CallArguments<N>): AsyncGenerator<PageItem<N>> {
    let query = args.query as Record<string, unknown> | undefined;
    for (;;) {
      const page = (await this.call(name, { ...args, query } as CallArguments<N>)) as unknown as Page<PageItem<N>>;
      yield* page.items;
      if (page.cursor === undefined) return;
      query = { ...query, cursor: page.cursor };
    }
  }

  /** Uploads bytes or a file unless the hub has them; returns `sha256:…`. */
  uploadBlob(source: BlobSource, options?: TransferOptions): Promise<string> {
    return uploadBlob(this, source, this.#attempts, options);
  }

  /** Downloads a blob into a file, going on where it stopped, and checks its digest. `digest` is `sha256:…`. */
  downloadBlob(digest: string, size: number, file: string, options?: TransferOptions): Promise<void> {
    return downloadBlob(this, { digest, size, file }, this.#attempts, options);
  }

  /** A small blob in memory, checked against its digest. @throws HubError */
  readBlob(digest: string, limit: number): Promise<Uint8Array> {
    return retry(this.#attempts, async () => {
      const url = this.address(routes.getBlob, { sha256: sha256OfBlob(digest) });
      const bytes = await readLimited(await this.send(routes.getBlob, url, { timeoutMs: TIMEOUT_MS }), limit);
      if (blobDigest(bytes) !== digest) throw HubError.badAnswer(`it has other bytes under ${digest}`);
      return bytes;
    });
  }

  /** The sealed bytes of an attempt's result; `openArtifact` of the protocol opens them. */
  artifact(key: string, attempt: number, onProgress?: (progress: Progress) => void): Promise<Uint8Array> {
    return retry(this.#attempts, async () => {
      const response = await this.send(routes.getJobArtifact, this.address(routes.getJobArtifact, { key, attempt }), {
        timeoutMs: 600_000,
      });
      return readLimited(response, MAXIMUM_ARTIFACT_BYTES, onProgress);
    });
  }

  /**
   * One request; throws HubError for every status but the good ones. For routes whose bodies are no JSON. An access token
   * that the hub finds too old is replaced and the request repeated, unless its body is a stream.
   */
  async send(route: Route, url: URL, init: RequestParts): Promise<Response> {
    // Where it makes no difference who asks, nobody needs to know.
    const matters = route.auth !== "none" || route.scope !== undefined;
    const authorization = matters ? await this.authorization(route.method, url, init.bodyDigest) : undefined;
    try {
      return await this.#fetch(route.method, url, init, authorization);
    } catch (error) {
      if (authorization !== undefined && hasEnded(error)) this.#credentials?.ended?.(authorization);
      if (authorization === undefined || init.body instanceof ReadableStream || !isStale(error)) throw error;
      if (!(await this.#credentials?.renew?.(authorization))) throw error;
      const renewed = await this.authorization(route.method, url, init.bodyDigest);
      return this.#fetch(route.method, url, init, renewed);
    }
  }

  /** Live channels of this hub; all followers of this client share its connections. */
  get live(): LiveClient {
    this.#live ??= new LiveClient(this);
    return this.#live;
  }

  /** After the hub refused this client's credentials. @returns true when the next ones will be others */
  async renewCredentials(): Promise<boolean> {
    const refused = await this.authorization("GET", this.address({ path: "/" }));
    return refused !== undefined && ((await this.#credentials?.renew?.(refused)) ?? false);
  }

  /** The Authorization header for one request, for those who send it themselves. */
  async authorization(method: string, url: URL, bodyDigest = EMPTY_BODY_DIGEST): Promise<string | undefined> {
    return this.#credentials?.authorization({ network: this.#options.network, url, method, bodyDigest });
  }

  async #fetch(method: string, url: URL, init: RequestParts, authorization: string | undefined): Promise<Response> {
    const signals = [init.signal, init.timeoutMs === undefined ? undefined : AbortSignal.timeout(init.timeoutMs)];
    const request: RequestInit & { duplex: "half" } = {
      method,
      headers: {
        [PROTOCOL_HEADER]: protocolText(PROTOCOL),
        ...this.#options.headers?.(),
        ...init.headers,
        ...(authorization && { authorization }),
      },
      signal: AbortSignal.any(signals.filter((signal) => signal !== undefined)),
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
    throw HubError.fromAnswer(response.status, parseQuietly(text), response.headers.get("retry-after"));
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

function hasEnded(error: unknown): boolean {
  return error instanceof HubError && error.code === "SESSION_ENDED";
}

/** Whether another access token may help. */
function isStale(error: unknown): boolean {
  return error instanceof HubError && ["TOKEN_EXPIRED", "TOKEN_INVALID"].includes(error.code);
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
