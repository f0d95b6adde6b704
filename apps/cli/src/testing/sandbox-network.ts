import type { ChildProcess } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { encodeNpy } from "@qubix/client/onnx";
import { freePort } from "@qubix/localnet";
import { encodeGreyPng } from "../tensor/test-png.ts";
import { endOf, interrupt, type Sandbox } from "./sandbox.ts";

const EXAMPLES = fileURLToPath(new URL("../../../../examples/", import.meta.url));
const SIDE = 8;

/** What `qubix up` says when it is ready. */
export interface NetworkReady {
  hub: string;
  rpc: string;
  folder: string;
  network: string;
  wallet: { name: string; identity: string };
}

/** Starts a network of the sandbox's own with `qubix up`. @returns what it says, and how to end it */
export async function startNetwork(sandbox: Sandbox): Promise<{ ready: NetworkReady; stop(): Promise<void> }> {
  // Others on this machine may start theirs at the same moment: not the friendly port that all of them would find free.
  const child = sandbox.start(`qubix up --agents 2 --state net --empty --port ${await freePort()} --json`);
  const end = endOf(child);
  const first = await Promise.race([firstLine(child), end.then(({ err }) => Promise.reject(new Error(err)))]);
  // All wallets of the sandbox have the passphrase of the one that the network comes with.
  sandbox.env.QUBIX_PASSPHRASE = readFileSync(join(sandbox.home, "wallets", "local.passphrase"), "utf8").trim();
  return {
    ready: JSON.parse(first) as NetworkReady,
    async stop() {
      interrupt(child);
      await end;
    },
  };
}

/** Puts the files that examples name into the sandbox: programs, tables, pictures, models. */
export function writeFixtures(sandbox: Sandbox, ready: NetworkReady): void {
  const file = (name: string, content: string | Uint8Array) => writeFileSync(join(sandbox.work, name), content);
  copyFileSync(join(EXAMPLES, "dist/endurance.wasm"), join(sandbox.work, "program.wasm"));
  copyFileSync(join(EXAMPLES, "digits/digits.onnx"), join(sandbox.work, "digits.onnx"));
  copyFileSync(ready.network, join(sandbox.work, "network.json"));
  const manifest = JSON.parse(readFileSync(join(EXAMPLES, "digits/manifest.json"), "utf8"));
  file("digits.json", JSON.stringify({ ...manifest, namespace: "acme" }));
  file("README.md", "---\nlicense: mit\npipeline_tag: image-classification\n---\nReads digits.\n");
  file("table.csv", "1,2\n3,4\n");
  file("job.json", JSON.stringify({ program: { file: "program.wasm" }, arguments: ["5"] }));
  file("secret.txt", "correct horse battery\n");
  file("pixels.csv", `${"0,".repeat(SIDE * SIDE - 1)}16\n`);
  file("image.npy", encodeNpy({ dtype: "float32", shape: [1, 1, SIDE, SIDE], bytes: new Uint8Array(4 * SIDE * SIDE) }));
  file("digit.png", encodeGreyPng(2 * SIDE, 2 * SIDE, oneAsPixels()));
}

/** A one: a bright stroke from top to bottom. */
function oneAsPixels(): Uint8Array {
  const side = 2 * SIDE;
  return Uint8Array.from({ length: side * side }, (_, i) => (Math.abs((i % side) - SIDE) < 2 ? 255 : 0));
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    child.stdout!.on("data", (more) => {
      text += more;
      if (text.includes("\n")) resolve(text.slice(0, text.indexOf("\n")));
    });
  });
}
