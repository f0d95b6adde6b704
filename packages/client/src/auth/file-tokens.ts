import { chmodSync, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { SessionTokens } from "@qubix/protocol";
import type { TokenStore } from "./token-store.ts";

/** A lock that is older belongs to a process that died: no refresh takes so long. */
const STALE_MS = 60_000;
const LOOK_MS = 50;

/** Tokens in a file that only its owner can read, for all processes that use it. */
export function fileTokens(file: string): TokenStore {
  const lock = `${file}.lock`;
  return {
    load() {
      if (!existsSync(file)) return undefined;
      try {
        return SessionTokens.safeParse(JSON.parse(readFileSync(file, "utf8"))).data;
      } catch {
        return undefined;
      }
    },
    save(tokens) {
      if (tokens === undefined) return rmSync(file, { force: true });
      const draft = `${file}.${process.pid}.new`;
      writeFileSync(draft, `${JSON.stringify(tokens)}\n`, { mode: 0o600 });
      chmodSync(draft, 0o600);
      renameSync(draft, file);
    },
    async alone(work) {
      while (!takeLock(lock)) await sleep(LOOK_MS);
      try {
        return await work();
      } finally {
        rmSync(lock, { force: true });
      }
    },
  };
}

function takeLock(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    if (ageOf(lock) > STALE_MS) rmSync(lock, { force: true });
    return false;
  }
}

function ageOf(file: string): number {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}
