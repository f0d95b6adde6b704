import { spawn } from "node:child_process";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { FileScan } from "@qubix/market";
import type { Store } from "@qubix/store";
import type { Logger } from "winston";
import type { ScanConfig } from "./scan-config.ts";

/** Kind of the effect that asks for a scan. */
export const SCAN = "scan-file";
const MAX_REASON = 500;

/** Scans what new versions bring, beside everything else: a verdict is a row, and one that fails is tried again. */
export async function runScans(
  store: Pick<Store, "effects" | "blobs" | "scans">,
  config: ScanConfig,
  log: Logger,
): Promise<void> {
  const { command } = config;
  if (command === undefined) return;
  await store.effects.handle(
    SCAN,
    async ({ digest }) => {
      const scan = await scanFile(store, String(digest), { ...config, command });
      await store.scans.record(scan);
      if (scan.state === "refused") log.warn("the scanner refused a file", { digest, reason: scan.reason });
    },
    config.atOnce,
  );
}

/** Runs the operator's program over one file. @throws Error when it has no verdict */
export async function scanFile(
  { blobs }: Pick<Store, "blobs">,
  digest: string,
  { command, timeoutMs }: Pick<ScanConfig, "timeoutMs"> & { command: readonly string[] },
): Promise<FileScan> {
  // A file that is gone by now harms nobody.
  const size = await blobs.size(digest);
  if (size === undefined) return { digest, state: "clean" };
  const source = size === 0 ? Readable.from([]) : Readable.from(await blobs.read(digest));
  const [program, ...args] = command as [string, ...string[]];
  // Nothing of the hub's own environment: it may hold passwords.
  const env = { PATH: process.env.PATH ?? "", QUBIX_DIGEST: digest };
  const child = spawn(program, args, {
    stdio: ["pipe", "pipe", "ignore"],
    ...{ env, timeout: timeoutMs, killSignal: "SIGKILL" },
  });
  const ended = new Promise<number | null>((resolve, reject) => child.once("error", reject).once("close", resolve));
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    if (said.length < MAX_REASON) said += text;
  });
  // A scanner may have seen enough before the end.
  const fed = pipeline(source, child.stdin).catch(() => undefined);
  const [code] = await Promise.all([ended, fed]);
  const reason = said.split("\n")[0]!.slice(0, MAX_REASON);
  if (code === 0) return { digest, state: "clean" };
  if (code === 1) return { digest, state: "refused", ...(reason !== "" && { reason }) };
  throw new Error(`the scanner ended with ${code ?? "a signal"}, which is no verdict`);
}
