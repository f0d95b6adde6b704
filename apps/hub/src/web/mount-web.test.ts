import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import express from "express";
import helmet from "helmet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../api/mount-route.ts";
import { mountWeb } from "./mount-web.ts";

const folder = mkdtempSync(join(tmpdir(), "qubix-web-"));
const SCRIPT = `console.log("${"x".repeat(2_000)}")`;
let server: Server;
let origin: string;

function build(name: string, files: Record<string, string | Buffer>): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, path, ".."), { recursive: true });
    writeFileSync(join(folder, name, path), content);
  }
  return join(folder, name);
}

async function start(web: unknown): Promise<[Server, string]> {
  const app = express();
  app.set("etag", false);
  app.use(helmet());
  const origins = new Set<string>();
  await mountWeb({ app, context: { config: { web } }, origins } as unknown as Api);
  app.use((_request, response) => void response.status(404).send("nobody"));
  app.use((_error: unknown, _request: express.Request, response: express.Response, _next: express.NextFunction) => {
    response.status(400).send("malformed");
  });
  const started = createServer(app);
  await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(started.address() as AddressInfo).port}`;
  origins.add(host);
  return [started, `http://${host}`];
}

beforeAll(async () => {
  writeFileSync(join(folder, "secret.txt"), "nobody may read this");
  const dir = build("app", {
    "index.html": '<meta name="csp-nonce" content="__CSP_NONCE__"><script src="/assets/main-1.js"></script>',
    "icon.svg": "<svg/>",
    "assets/main-1.js": SCRIPT,
    "assets/main-1.js.br": brotliCompressSync(SCRIPT),
    "assets/main-1.js.gz": gzipSync(SCRIPT),
  });
  const docsDir = build("docs", {
    "index.html": "<h1>Docs</h1>",
    "jobs/index.html": "<h1>Jobs</h1>",
    "404.html": "<h1>Nothing here</h1>",
  });
  [server, origin] = await start({ dir, docsDir });
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const page = { headers: { accept: "text/html,application/xhtml+xml,*/*;q=0.8" } };
const get = (path: string, init: RequestInit = {}) => fetch(origin + path, init);

/** As fetch would not send it: it tidies paths up. */
function raw(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(Number(new URL(origin).port), "127.0.0.1", () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nConnection: close\r\n\r\n`),
    );
    socket
      .on("data", (bytes) => (text += bytes))
      .on("end", () => resolve(text))
      .on("error", reject);
  });
}

describe("the web app's page", () => {
  it("is at each of its paths, with a nonce of its own each time", async () => {
    const nonces = new Set<string>();
    for (const path of ["/", "/jobs", "/models/someone/model-1.0", "/index.html", "/explorer/ticks/5?x=1"]) {
      const response = await get(path, page);
      const text = await response.text();
      const policy = response.headers.get("content-security-policy")!;
      const nonce = /content="([\w-]{22})"/.exec(text)![1]!;
      expect(response.status).toBe(200);
      expect(policy).toContain(`style-src 'self' 'nonce-${nonce}';`);
      expect(response.headers.get("etag")).toBeNull();
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(5);
  });

  it("may do only what it needs", async () => {
    const { headers } = await get("/", page);
    const policy = headers.get("content-security-policy")!;
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).toContain(`connect-src 'self' ws://${new URL(origin).host} wss://${new URL(origin).host};`);
    expect(policy).not.toContain("unsafe-inline");
    for (const rule of ["default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'"])
      expect(policy).toContain(rule);
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("permissions-policy")).toContain("camera=()");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(await raw("/")).not.toContain("ws://x");
  });

  it("is for people who navigate, not for what a page loads", async () => {
    expect((await get("/nothing.png", { headers: { accept: "image/*" } })).status).toBe(404);
    expect((await get("/assets/gone-2.js", page)).status).toBe(404);
    expect((await get("/api/v1/nothing", page)).status).toBe(404);
    expect((await get("/api", page)).status).toBe(404);
    expect((await get("/jobs", { ...page, method: "POST" })).status).toBe(404);
    const head = await get("/jobs", { ...page, method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });
});

describe("the web app's files", () => {
  it("are kept forever where their names change with their bytes", async () => {
    const asset = await get("/assets/main-1.js");
    expect(await asset.text()).toBe(SCRIPT);
    expect(asset.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(asset.headers.get("content-type")).toMatch(/javascript/);
    expect((await get("/icon.svg")).headers.get("cache-control")).toBe("public, no-cache");
    const again = await get("/icon.svg", {
      headers: { "if-none-match": (await get("/icon.svg")).headers.get("etag")! },
    });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  it("come compressed to those who take that", async () => {
    const encodings = async (accepted: string) => {
      const { headers } = await get("/assets/main-1.js", { headers: { "accept-encoding": accepted } });
      expect(headers.get("vary")).toMatch(/accept-encoding/i);
      return headers.get("content-encoding");
    };
    expect(await encodings("gzip, br")).toBe("br");
    expect(await encodings("gzip")).toBe("gzip");
    expect(await encodings("identity")).toBeNull();
    expect(await encodings("br;q=0, gzip;q=0")).toBeNull();
  });

  it("are all that there is", async () => {
    for (const path of ["/..%2fsecret.txt", "/../secret.txt", "/assets/..%2f..%2fsecret.txt", "/%2e%2e/secret.txt"])
      expect(await raw(path)).not.toContain("nobody may read this");
    expect(await raw("/docs/..%2fapp%2findex.html")).toMatch(/^HTTP\/1.1 404/);
    expect(await raw("/%E0%A4%A")).toMatch(/^HTTP\/1.1 400/);
    expect((await get("/assets/main-1.js.br")).status).toBe(404);
  });
});

describe("the documentation", () => {
  it("has its pages below /docs/", async () => {
    expect((await get("/docs", { redirect: "manual" })).headers.get("location")).toBe("/docs/");
    expect(await (await get("/docs/", page)).text()).toContain("Docs");
    for (const path of ["/docs/jobs/", "/docs/jobs"]) expect(await (await get(path)).text()).toContain("Jobs");
    const missing = await get("/docs/nothing");
    expect([missing.status, await missing.text()]).toEqual([404, "<h1>Nothing here</h1>"]);
    expect(missing.headers.get("content-security-policy")).toContain("style-src 'self';");
  });
});

describe("a hub without pages", () => {
  it.each([
    ["turned off", false],
    ["not built", { dir: join(folder, "none"), docsDir: join(folder, "none") }],
  ])("has none where they are %s", async (_, web) => {
    const [bare, address] = await start(web);
    expect((await fetch(`${address}/`, page)).status).toBe(404);
    bare.close();
  });
});
