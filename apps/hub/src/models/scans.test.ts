import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HubClient } from "@qubix/client";
import { sha256Hex } from "@qubix/protocol";
import { createSeed, keyPairFromSeed } from "@qubix/qubic";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { LiveHub } from "../../test/live-hub.ts";
import { ROLES } from "../config.ts";
import { scanFile } from "./run-scans.ts";

/** A scanner that takes a worm for a worm, waits where it is told to, and sometimes has no verdict. */
const SCANNER = `
  const fs = require("node:fs");
  const text = fs.readFileSync(0, "utf8");
  if (text.includes("WORM")) { console.log("it is a worm\\nand more"); process.exit(1); }
  process.exit(text.includes("WAIT") && !fs.existsSync(process.argv[2]) ? 3 : 0);
`;
const folder = mkdtempSync(join(tmpdir(), "qubix-scan-"));
const [program, go] = [join(folder, "scan.cjs"), join(folder, "go")];
writeFileSync(program, SCANNER);
const command = [process.execPath, program, go];
let hub: LiveHub;
const ada = keyPairFromSeed(createSeed());
beforeAll(async () => {
  const roles = [...ROLES];
  hub = await LiveHub.start({}, { scanning: { command }, roles });
});
afterAll(async () => {
  await hub?.close();
  rmSync(folder, { recursive: true, force: true });
});

const owner = () => new HubClient({ url: hub.url, network: "devnet", attempts: 1, keyPair: ada });
const anybody = () => new HubClient({ url: hub.url, network: "devnet", attempts: 1 });
const put = async (text: string) => {
  const bytes = new TextEncoder().encode(text);
  const params = { namespace: ada.identity.toLowerCase(), name: "scanned" };
  await owner().call("putModelRepository", { params, body: {} });
  await owner().uploadBlob(bytes);
  const file = { path: `${sha256Hex(bytes).slice(0, 8)}.txt`, sha256: sha256Hex(bytes) };
  await owner().call("addModelVersion", { params, body: { message: "x", put: [file], remove: [] } });
  return {
    digest: `sha256:${file.sha256}`,
    address: `${hub.url}/${params.namespace}/scanned/resolve/main/${file.path}`,
  };
};
const reads = (client: HubClient, digest: string) =>
  client.readBlob(digest, 1000).then(
    () => true,
    () => false,
  );

it("files are for their owner alone until the scanner has passed them", async () => {
  const good = await put("WAIT and see");
  expect([await reads(owner(), good.digest), await reads(anybody(), good.digest)]).toEqual([true, false]);
  const refused = await fetch(good.address);
  expect([refused.status, (await refused.json()).error]).toEqual([
    403,
    expect.stringContaining("waits for its verdict"),
  ]);
  writeFileSync(go, "");
  await vi.waitUntil(() => reads(anybody(), good.digest), { timeout: 30_000, interval: 200 });
});

it("what it refuses stays with its owner, in other models too", async () => {
  const bad = await put("a WORM in it");
  const told = async () => (await (await fetch(bad.address)).json()).error as string;
  await vi.waitUntil(async () => (await told()).includes("it is a worm"), { timeout: 30_000, interval: 200 });
  expect([await reads(owner(), bad.digest), await reads(anybody(), bad.digest)]).toEqual([true, false]);
});

it("has a verdict, or none: then it is asked again", async () => {
  const { blobs } = hub.store;
  const scan = async (text: string, command: string[], timeoutMs = 10_000) => {
    const digest = sha256Hex(new TextEncoder().encode(text));
    await blobs.put(
      digest,
      (async function* () {
        yield new TextEncoder().encode(text);
      })(),
      1_000,
    );
    return scanFile({ blobs }, digest, { command, timeoutMs });
  };
  const script = (code: string) => [process.execPath, "-e", code];
  expect(await scan("a", script(""))).toMatchObject({ state: "clean" });
  expect(await scan("b", script("process.exit(1)"))).toEqual({ digest: expect.any(String), state: "refused" });
  expect(await scan("c", script("console.log(process.env.QUBIX_DIGEST); process.exit(1)"))).toMatchObject({
    reason: sha256Hex(new TextEncoder().encode("c")),
  });
  await expect(scan("d", script("process.exit(2)"))).rejects.toThrow(/no verdict/);
  await expect(scan("e", script("setInterval(() => {}, 1e6)"), 500)).rejects.toThrow(/no verdict/);
  await expect(scan("f", ["/nowhere/at/all"])).rejects.toThrow(/ENOENT/);
  expect(await scanFile({ blobs }, "0".repeat(64), { command: ["false"], timeoutMs: 1_000 })).toMatchObject({
    state: "clean",
  });
});
