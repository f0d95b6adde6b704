import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, portIsFree } from "@qubix/localnet";
import { NetworkDefinition } from "@qubix/protocol";
import { CliError } from "../output/cli-error.ts";
import { EXIT } from "../output/exit-codes.ts";

const FRIENDLY_PORT = 8080;
/** So many ports above the friendly one are tried. */
const TRIES = 20;

/**
 * The port for hub and web app: the one that was asked for; else the one of last time, since a browser keeps the page's
 * wallet by its address; else 8080 or one of the next. @throws CliError PORT_TAKEN
 */
export async function hubPort(folder: string, host: string, asked: number | undefined): Promise<number> {
  if (asked !== undefined) {
    if (await portIsFree(asked, host)) return asked;
    const hint = "Choose another with --port, or leave that out.";
    throw new CliError("PORT_TAKEN", `Another program listens on port ${asked}.`, hint, EXIT.usage);
  }
  const friendly = Array.from({ length: TRIES }, (_, i) => FRIENDLY_PORT + i);
  const last = lastPort(folder);
  for (const port of last === undefined ? friendly : [last, ...friendly]) if (await portIsFree(port, host)) return port;
  return freePort();
}

function lastPort(folder: string): number | undefined {
  const file = join(folder, "network.json");
  if (!existsSync(file)) return undefined;
  const [hub] = NetworkDefinition.parse(JSON.parse(readFileSync(file, "utf8"))).hubs ?? [];
  return hub === undefined ? undefined : Number(new URL(hub).port);
}
