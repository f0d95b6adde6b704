import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Balancer, startBalancer } from "./balancer.ts";
import { freePort } from "./free-port.ts";

const servers: Server[] = [];
let balancer: Balancer;
let url: string;

beforeAll(async () => {
  const ports: number[] = [];
  for (const name of ["a", "b"]) {
    const server = createServer((_, response) => response.end(name));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    servers.push(server);
    ports.push((server.address() as AddressInfo).port);
  }
  const port = await freePort();
  balancer = await startBalancer(port, ports);
  url = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  await balancer.close();
  for (const server of servers) server.close();
});

const ask = async () => (await fetch(url, { headers: { connection: "close" } })).text();

test("connections go to each in turn, and only to those that answer", async () => {
  expect([await ask(), await ask()].sort()).toEqual(["a", "b"]);
  servers[0]!.close();
  expect([await ask(), await ask(), await ask()]).toEqual(["b", "b", "b"]);
});

test("a client is cut off when none answers", async () => {
  servers[1]!.close();
  await expect(ask()).rejects.toThrow();
});
