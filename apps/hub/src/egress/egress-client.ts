import { type IncomingMessage, type RequestOptions, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { checkUrl, type EgressPolicy } from "./check-url.ts";
import { EgressError } from "./egress-error.ts";
import { type Resolve, resolveHost, systemResolve } from "./resolve-host.ts";

export interface EgressRequest {
  method: "GET" | "POST";
  url: string;
  headers?: Record<string, string>;
  body?: string;
  /** For everything together: name, connection, answer. */
  timeoutMs: number;
  /** What is read of the answer; the rest is thrown away. */
  maxBytes: number;
}

export interface EgressResponse {
  status: number;
  body: Buffer;
  /** There was more than `maxBytes`. */
  truncated: boolean;
}

/**
 * The only way from a hub to an address that a user named. Each request resolves the name once, refuses what is not on
 * the public internet, and connects to exactly the address that was checked. Redirects are answers, not instructions;
 * nothing is kept open, and no proxy of the environment is asked.
 */
export class EgressClient {
  constructor(
    readonly policy: EgressPolicy,
    private readonly resolve: Resolve = systemResolve,
  ) {}

  /** Whether requests to this address would be made as of now. @throws EgressError */
  async check(url: string): Promise<void> {
    await resolveHost(checkUrl(url, this.policy), this.policy, this.resolve);
  }

  /** @throws EgressError; every status of an answer is a result */
  async send(request: EgressRequest): Promise<EgressResponse> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), request.timeoutMs);
    try {
      return await Promise.race([this.#send(request, late.signal), timeout(late.signal, request.timeoutMs)]);
    } finally {
      clearTimeout(timer);
      late.abort();
    }
  }

  async #send({ method, url: text, headers, body, maxBytes }: EgressRequest, signal: AbortSignal) {
    const url = checkUrl(text, this.policy);
    const addresses = await resolveHost(url, this.policy, this.resolve);
    signal.throwIfAborted();
    // Node asks this instead of a name server, for TLS too: certificate and Host header are still the name's.
    const pinned: LookupFunction = (_name, { all }, done) => {
      if (all) done(null, addresses);
      else done(null, addresses[0]!.address, addresses[0]!.family);
    };
    const bytes = body === undefined ? undefined : Buffer.from(body);
    const length = bytes === undefined ? {} : { "content-length": String(bytes.length) };
    const options = { method, agent: false, lookup: pinned, signal, headers: { ...headers, ...length } } as const;
    return readAnswer(await answerTo(url, options, bytes), maxBytes);
  }
}

function answerTo(url: URL, options: RequestOptions, body: Buffer | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === "https:" ? requestHttps : requestHttp;
    const request = send(url, options, resolve);
    request.on("error", (error) => reject(failed(url, error)));
    request.end(body);
  });
}

async function readAnswer(answer: IncomingMessage, maxBytes: number): Promise<EgressResponse> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of answer as AsyncIterable<Buffer>) {
      parts.push(part.subarray(0, maxBytes - size));
      size += part.length;
      if (size > maxBytes) break;
    }
  } catch {
    // The status is what counts; a body that breaks off is shown as far as it came.
  } finally {
    answer.destroy();
  }
  return { status: answer.statusCode ?? 0, body: Buffer.concat(parts), truncated: size > maxBytes };
}

function timeout(signal: AbortSignal, ms: number): Promise<never> {
  return new Promise((_, reject) => {
    const error = new EgressError("TIMED_OUT", `There was no whole answer within ${ms} ms.`);
    signal.addEventListener("abort", () => reject(error), { once: true });
  });
}

function failed(url: URL, error: Error): EgressError {
  const { code } = error as NodeJS.ErrnoException;
  return new EgressError("CONNECTION_FAILED", `${url.host} could not be reached: ${code ?? error.message}.`);
}
