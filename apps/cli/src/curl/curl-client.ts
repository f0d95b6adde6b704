import { type BlobSource, HubClient, type HubClientOptions, type TransferOptions } from "@qubix/client";
import { PROTOCOL, PROTOCOL_HEADER, protocolText, type Route, routes } from "@qubix/protocol";
import { curlLine, type PrintableRequest } from "./curl-line.ts";
import { CurlPrinted } from "./curl-printed.ts";

type Parts = Parameters<HubClient["send"]>[2];

/** Where the lines go. */
export interface CurlPaper {
  print(line: string): void;
  /** What has been printed already: who asks the same again is waiting for something. */
  printed: Set<string>;
}

/**
 * A hub client that prints its requests as curl lines. Those that only read are sent, too: what comes after them is made of
 * their answers. What would change something isn't, and the command ends there with CurlPrinted.
 */
export class CurlClient extends HubClient {
  readonly #paper: CurlPaper;
  readonly #isSigned: boolean;
  /** What is being uploaded: bytes, or the path of a file. */
  #source: BlobSource | undefined;

  constructor(options: HubClientOptions, paper: CurlPaper) {
    super({ ...options, attempts: 1 });
    this.#paper = paper;
    this.#isSigned = options.keyPair !== undefined;
  }

  override async send(route: Route, url: URL, parts: Parts): Promise<Response> {
    const request = await this.#requestOf(route, url, parts);
    const what = `${route.method} ${url.href}`;
    const isNew = !this.#paper.printed.has(what);
    this.#paper.printed.add(what);
    const signedNote =
      this.#isSigned && request.headers.authorization ? "# Signed: good once, within two minutes.\n" : "";
    if (isNew) this.#paper.print(signedNote + curlLine(request));
    const isRead = route.method === "GET" || route.method === "HEAD";
    const isAnswerUsed = isRead && !request.stream && route.response !== "binary";
    if (isNew && isAnswerUsed) return super.send(route, url, parts);
    // An upload answers nothing that anything is made of.
    if (route.path === routes.putBlob.path) return new Response(null);
    throw new CurlPrinted();
  }

  override uploadBlob(source: BlobSource, options?: TransferOptions): Promise<string> {
    this.#source = source;
    return super.uploadBlob(source, options);
  }

  /** Without a WebSocket a live channel is asked for as the event stream that it is over HTTP. */
  override address(route: Pick<Route, "path">, params?: object, query?: object): URL {
    if (route.path === "/live") throw new Error("curl speaks no WebSocket");
    return super.address(route, params, query);
  }

  async #requestOf(route: Route, url: URL, { body, bodyDigest, headers = {} }: Parts): Promise<PrintableRequest> {
    const matters = route.auth !== "none" || route.scope !== undefined;
    const authorization = matters ? await this.authorization(route.method, url, bodyDigest) : undefined;
    return {
      method: route.method,
      url,
      headers: {
        [PROTOCOL_HEADER]: protocolText(PROTOCOL),
        ...headers,
        ...(authorization && { authorization: withoutKey(authorization) }),
      },
      ...(body !== undefined && { body: this.#bodyOf(body, headers["content-type"]) }),
      ...(headers.accept === "text/event-stream" && { stream: true }),
    };
  }

  #bodyOf(body: unknown, type: string | undefined): NonNullable<PrintableRequest["body"]> {
    const bytes = body as Uint8Array;
    if (type === "application/json") return { text: new TextDecoder().decode(bytes) };
    return typeof this.#source === "string" ? { file: this.#source } : { bytes };
  }
}

/** An API key stays where the user keeps it. */
function withoutKey(authorization: string): string {
  const key = process.env.QUBIX_API_KEY;
  return key ? authorization.replace(key, "$QUBIX_API_KEY") : authorization;
}
