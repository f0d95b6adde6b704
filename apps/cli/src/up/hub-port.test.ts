import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@qubix/localnet";
import { afterAll, afterEach, expect, test } from "vitest";
import { hubPort } from "./hub-port.ts";

const HOST = "127.0.0.1";
const folder = mkdtempSync(join(tmpdir(), "qubix-port-"));
let server: Server | undefined;

afterEach(() => void server?.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function takenPort(): Promise<number> {
  const port = await freePort();
  await new Promise<void>((resolve) => {
    server = createServer().listen(port, HOST, resolve);
  });
  return port;
}

test("a port that was asked for is given or refused", async () => {
  const free = await freePort();
  expect(await hubPort(folder, HOST, free)).toBe(free);
  await expect(hubPort(folder, HOST, await takenPort())).rejects.toMatchObject({ code: "PORT_TAKEN" });
});

test("the port of last time is taken again, so that the browser finds its wallet", async () => {
  const last = await freePort();
  const network = {
    id: "devnet",
    name: "Local network",
    nodes: [{ host: HOST, port: 1 }],
    contract: { index: 29 },
    ocInterface: 1,
    arbitrator: "A".repeat(60),
    tickOffset: 5,
    tickMs: 400,
    hubs: [`http://127.0.0.1:${last}`],
  };
  writeFileSync(join(folder, "network.json"), JSON.stringify(network));
  expect(await hubPort(folder, HOST, undefined)).toBe(last);
});
