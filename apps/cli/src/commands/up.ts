import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { forgetNetwork } from "@qubix/localnet";
import { type Command, Option } from "commander";
import { parseWhole } from "../context/amount.ts";
import { homeSubfolder } from "../context/home.ts";
import { hubPort } from "../up/hub-port.ts";
import { runNetwork } from "../up/run-network.ts";
import { defineCommand } from "./define-command.ts";

interface UpOptions {
  agents: number;
  host: string;
  port?: number;
  state?: string;
  temporary?: boolean;
  fresh?: boolean;
  empty?: boolean;
  open?: boolean;
}

/** `qubix up`: a whole local network until Ctrl-C. */
export function upCommand(program: Command): void {
  defineCommand<UpOptions>(program, {
    usage: "up",
    summary: "Run a whole local network with its web app: chain, hub, providers and a funded wallet, until Ctrl-C.",
    examples: ["up", "up --open", "up --agents 1 --state ./my-network", "up --temporary --empty --json"],
    local: true,
    configure: (command) =>
      command
        .option("--agents <n>", "how many providers", parseWhole("--agents", 0, 32), 3)
        .option(
          "--port <n>",
          "port of hub and web app (default: that of last time, or 8080)",
          parseWhole("--port", 1, 65_535),
        )
        .option("--host <address>", "address to listen on; 0.0.0.0 lets other machines in", "127.0.0.1")
        .option("--state <dir>", "keep everything there (default: networks/local in $QUBIX_HOME)")
        .option("--fresh", "forget the network that is kept there, and begin a new one")
        .addOption(new Option("--temporary", "keep nothing").conflicts(["state", "fresh"]))
        .option("--empty", "without the model and the jobs that a new network gets to look at")
        .option("--open", "open the web app in the browser"),
    async run({ printer }, { agents, host, port, empty = false, open = false, ...where }) {
      const folder = folderOf(where);
      if (where.fresh) forgetNetwork(folder);
      try {
        await runNetwork(printer, { folder, agents, host, port: await hubPort(folder, host, port), empty, open });
      } finally {
        if (where.temporary) rmSync(folder, { recursive: true, force: true });
      }
    },
  });
}

function folderOf({ state, temporary }: Pick<UpOptions, "state" | "temporary">): string {
  if (temporary) return mkdtempSync(join(tmpdir(), "qubix-"));
  return state ? resolve(state) : homeSubfolder(join("networks", "local"));
}
