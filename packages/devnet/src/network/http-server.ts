import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { HttpError } from "./http-error.ts";

/** A handler gets the path's variable part, if it has one, and the parsed JSON body of a POST. */
export type HttpHandler = (variable: string, body: Record<string, unknown>) => unknown;

/** Method and path; a path that ends with `/` takes one more part. */
export type HttpRoutes = Record<string, HttpHandler>;

const MAX_BODY_SIZE = 64 << 10;
const MAX_CONNECTIONS = 512;

/** A small JSON server: bodies are bounded, slow clients are cut off, browsers of any origin may ask. */
export class HttpServer {
  readonly #routes: HttpRoutes;
  readonly #server: Server;

  constructor(routes: HttpRoutes) {
    this.#routes = routes;
    this.#server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000, connectionsCheckingInterval: 2_000 });
    this.#server.on("request", (request, response) => void this.#respond(request, response));
    this.#server.maxConnections = MAX_CONNECTIONS;
  }

  async listen(port: number, host: string): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, host, resolve);
    });
    return (this.#server.address() as { port: number }).port;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "content-type");
    response.setHeader("access-control-allow-methods", "GET, POST, OPTIONS");
    if (request.method === "OPTIONS") {
      response.writeHead(204).end();
      return;
    }
    try {
      const { handler, variable } = this.#route(request);
      send(response, 200, await handler(variable, request.method === "POST" ? await readJson(request) : {}));
    } catch (error) {
      if (response.destroyed) return;
      const known = error instanceof HttpError ? error : new HttpError(500, 13, (error as Error).message);
      if (!request.complete) response.setHeader("connection", "close");
      send(response, known.status, { code: known.code, message: known.message, details: [] });
    }
  }

  #route(request: IncomingMessage): { handler: HttpHandler; variable: string } {
    const path = request.url!.split("?", 1)[0]!;
    const exact = this.#routes[`${request.method} ${path}`];
    if (exact) return { handler: exact, variable: "" };
    const cut = path.lastIndexOf("/") + 1;
    const handler = this.#routes[`${request.method} ${path.slice(0, cut)}`];
    if (!handler || cut === path.length) throw new HttpError(404, 5, "Not Found");
    return { handler, variable: path.slice(cut) };
  }
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > MAX_BODY_SIZE) throw new HttpError(413, 3, `A body has at most ${MAX_BODY_SIZE} bytes.`);
    parts.push(part);
  }
  if (size === 0) return {};
  try {
    const body: unknown = JSON.parse(Buffer.concat(parts).toString("utf8"));
    if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  } catch {
    // Answered below, as everything else that is no object.
  }
  throw new HttpError(400, 3, "The body is not a JSON object.");
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response
    .writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) })
    .end(text);
}
