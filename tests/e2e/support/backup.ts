import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { HubServices } from "@qubix/localnet";

/** A backup of a hub, taken as docs/deploy.md tells operators to, and its way back. */
export interface Backup {
  restore(): void;
}

/** The hub's data folder, which holds the embedded database too: the hub must be stopped. */
export function backUpFolder(hubFolder: string, copy: string): Backup {
  cpSync(hubFolder, copy, { recursive: true });
  return {
    restore() {
      rmSync(hubFolder, { recursive: true, force: true });
      cpSync(copy, hubFolder, { recursive: true });
    },
  };
}

/** The database on its server, while the hub works, and the folder of blobs. */
export function backUpServers({ databaseUrl }: HubServices, hubFolder: string, copy: string): Backup {
  const dump = `${copy}.dump`;
  execFileSync(tool("pg_dump"), ["--format=custom", `--file=${dump}`, databaseUrl]);
  cpSync(hubFolder, copy, { recursive: true });
  return {
    restore() {
      // Into an empty database: `--clean` can't drop the keys of partitions one by one.
      const wipe = "drop schema if exists public, drizzle, bullmq cascade; create schema public";
      execFileSync(tool("psql"), ["--quiet", "--command", wipe, databaseUrl], { stdio: "ignore" });
      execFileSync(tool("pg_restore"), ["--no-owner", "--dbname", databaseUrl, dump]);
      rmSync(hubFolder, { recursive: true, force: true });
      cpSync(copy, hubFolder, { recursive: true });
    },
  };
}

/** PostgreSQL's own programs lie outside of PATH on some systems. */
function tool(name: string): string {
  const root = "/usr/lib/postgresql";
  try {
    execFileSync(name, ["--version"], { stdio: "ignore" });
    return name;
  } catch {
    const version = readdirSync(root).sort().at(-1)!;
    return join(root, version, "bin", name);
  }
}
