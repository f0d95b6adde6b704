import type { LookupAddress } from "node:dns";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EgressClient } from "./egress-client.ts";

const STRICT = { allowHttp: false, allowPrivate: false };
const DEVNET = { allowHttp: true, allowPrivate: true };
const limits = { timeoutMs: 5000, maxBytes: 1000 } as const;
const at = (address: string): LookupAddress => ({ address, family: address.includes(":") ? 6 : 4 });

let server: Server;
let port: number;
let hits = 0;
const hosts: (string | undefined)[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    hits++;
    hosts.push(request.headers.host);
    if (request.url === "/redirect") response.writeHead(302, { location: "http://127.0.0.1:1/" }).end();
    else if (request.url === "/large") response.end("x".repeat(5000));
    else if (request.url === "/silent") response.writeHead(200).flushHeaders();
    else if (request.url === "/drip") drip(response);
    else if (request.url === "/broken")
      response.writeHead(200, { "content-length": 100 }).write("abc", () => response.destroy());
    else request.pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function drip(response: import("node:http").ServerResponse): void {
  const timer = setInterval(() => response.write("."), 20);
  response.on("close", () => clearInterval(timer));
}

const post = (path: string, body = "") =>
  ({ method: "POST", url: `http://receiver.test:${port}${path}`, body, ...limits }) as const;

describe("requests to users' addresses", () => {
  const client = new EgressClient(DEVNET, async () => [at("127.0.0.1")]);

  it("carry body and headers to the address that was checked, under the name's own Host", async () => {
    const answer = await client.send(post("/echo", "hällo"));
    expect({ ...answer, body: answer.body.toString() }).toEqual({ status: 200, body: "hällo", truncated: false });
    expect(hosts.at(-1)).toBe(`receiver.test:${port}`);
  });

  it("don't follow redirects", async () => {
    expect((await client.send(post("/redirect"))).status).toBe(302);
  });

  it("read only so much, and bear an answer that breaks off", async () => {
    const answer = await client.send(post("/large"));
    expect([answer.body.length, answer.truncated]).toEqual([1000, true]);
    expect(await client.send(post("/broken"))).toMatchObject({ status: 200, body: Buffer.from("abc") });
  });

  it("wait only so long, for silence as for drops", async () => {
    for (const path of ["/silent", "/drip"]) {
      await expect(client.send({ ...post(path), timeoutMs: 300, maxBytes: 1e9 })).rejects.toMatchObject({
        code: "TIMED_OUT",
      });
    }
    const slow = new EgressClient(DEVNET, () => new Promise(() => undefined));
    await expect(slow.send({ ...post("/"), timeoutMs: 100 })).rejects.toMatchObject({ code: "TIMED_OUT" });
  });

  it("fail in words when nobody listens", async () => {
    const request = { method: "POST", url: "http://127.0.0.1:1/", ...limits } as const;
    await expect(client.send(request)).rejects.toMatchObject({ code: "CONNECTION_FAILED" });
  });
});

describe("what a hub on the internet refuses", () => {
  const refusing = async (url: string, addresses: string[], code: string) => {
    const before = hits;
    const client = new EgressClient({ ...STRICT, allowHttp: url.startsWith("http:") }, async () => addresses.map(at));
    await expect(client.send({ method: "POST", url, ...limits })).rejects.toMatchObject({ code });
    await expect(client.check(url)).rejects.toMatchObject({ code });
    expect(hits).toBe(before);
  };

  it.each([
    "https://127.0.0.1/",
    "https://0x7f.1/",
    "https://2130706433/",
    "https://0177.0.0.1/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[64:ff9b::a9fe:a9fe]/",
    "https://169.254.169.254/latest/meta-data",
    "https://10.1.2.3:8443/",
    "https://[fd00:ec2::254]/",
    "https://0/",
    "https://①②⑦.0.0.1/",
  ])("%s", (url) => refusing(url, [], "ADDRESS_REFUSED"));

  it.each([
    "http://receiver.test/",
    "ftp://receiver.test/",
    "file:///etc/passwd",
    "https://user:secret@receiver.test/",
    "https://receiver.test/#part",
    "gopher://x",
    "receiver.test",
    "",
    "https://",
    `https://receiver.test/${"x".repeat(2048)}`,
  ])("%s", async (url) => {
    const client = new EgressClient(STRICT, async () => [at("1.1.1.1")]);
    await expect(client.send({ method: "POST", url, ...limits })).rejects.toMatchObject({ code: "URL_REFUSED" });
  });

  it("names of private addresses, one among public ones too", async () => {
    await refusing("https://internal.test/", ["10.0.0.7"], "ADDRESS_REFUSED");
    await refusing("https://mixed.test/", ["1.1.1.1", "127.0.0.1"], "ADDRESS_REFUSED");
    await refusing("https://mapped.test/", ["::ffff:10.0.0.7"], "ADDRESS_REFUSED");
    await refusing("https://nowhere.test/", [], "NAME_NOT_FOUND");
  });

  it("a name that means another address when it is asked again", async () => {
    let asked = 0;
    const rebinding = async () => [at(++asked === 1 ? "192.0.1.1" : "127.0.0.1")];
    const client = new EgressClient({ allowHttp: true, allowPrivate: false }, rebinding);
    const before = hits;
    // The one answer that was checked is the one that is used: nothing of this machine is reached.
    await expect(client.send({ ...post("/echo", "x"), timeoutMs: 500 })).rejects.toThrow();
    expect([asked, hits]).toEqual([1, before]);
    await expect(client.send(post("/echo", "x"))).rejects.toMatchObject({ code: "ADDRESS_REFUSED" });
    expect(hits).toBe(before);
  });
});
