import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const STARTER = fileURLToPath(new URL("../../tests/services.sh", import.meta.url));

/** Runs this very program again on a private PostgreSQL and a private Redis, and ends as it ends. */
export function rerunOnServices(): never {
  const command = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const { status } = spawnSync("bash", [STARTER, "--", ...command], { stdio: "inherit" });
  process.exit(status ?? 1);
}
