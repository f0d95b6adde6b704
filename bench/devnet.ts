import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../packages/devnet/src/main.ts", import.meta.url));
const TSX = import.meta.resolve("tsx");

/**
 * Time from the start of a devnet process (contract included) to its first answer over HTTP, and its
 * resident memory then.
 */
export async function bench(): Promise<{ readyMs: number; rssMb: number }> {
  const started = performance.now();
  const args = ["--import", TSX, MAIN, "--tcp-port", "0", "--rpc-port", "0"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const { rpcPort } = JSON.parse(await firstLine(child.stdout)) as { rpcPort: number };
    await fetch(`http://127.0.0.1:${rpcPort}/live/v1/tick-info`).then((response) => response.json());
    return { readyMs: performance.now() - started, rssMb: residentMb(child.pid!) };
  } finally {
    child.kill();
  }
}

async function firstLine(output: AsyncIterable<Buffer>): Promise<string> {
  let text = "";
  for await (const part of output) {
    text += part;
    if (text.includes("\n")) return text.slice(0, text.indexOf("\n"));
  }
  throw new Error("The devnet ended before it was ready.");
}

function residentMb(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(line![1]) / 1024;
}
