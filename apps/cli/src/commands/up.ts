import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Localnet, type ProviderPlan, startLocalnet } from "@qubix/localnet";
import type { Command } from "commander";
import { parseWhole } from "../context/amount.ts";
import { keepLocalWallet } from "../context/local-wallet.ts";
import { useProfile, writeProfile } from "../context/profile.ts";
import { untilInterrupted } from "../context/until-interrupted.ts";
import { CliError } from "../output/cli-error.ts";
import { EXIT } from "../output/exit-codes.ts";
import { type Printer, pairs, quText } from "../output/printer.ts";
import { defineCommand } from "./define-command.ts";

interface UpOptions {
  agents: number;
  state?: string;
}

const PROFILE = "local";
const RICH = 1_000_000_000n;
const STAKE = 10_000_000n;
const MIN_PRICE = 100n;

/** `qubix up`: a whole local network until Ctrl-C. */
export function upCommand(program: Command): void {
  defineCommand<UpOptions>(program, {
    usage: "up",
    summary: "Run a whole local network: chain, hub, agents and a funded wallet, until Ctrl-C.",
    examples: ["up", "up --agents 5 --state ./my-network", "up --json"],
    configure: (command) =>
      command
        .option("--agents <n>", "how many providers", parseWhole("--agents", 0, 32), 3)
        .option("--state <dir>", "keep everything there and go on with it next time (default: nothing is kept)"),
    async run({ printer }, options) {
      const folder = options.state ? resolve(options.state) : mkdtempSync(join(tmpdir(), "qubix-"));
      try {
        await runNetwork(printer, folder, options.agents);
      } finally {
        if (!options.state) rmSync(folder, { recursive: true, force: true });
      }
    },
  });
}

async function runNetwork(printer: Printer, folder: string, agents: number): Promise<void> {
  const interrupted = untilInterrupted();
  const startup = new AbortController();
  void interrupted.then(() =>
    startup.abort(new CliError("INTERRUPTED", "Interrupted.", "Nothing is left running.", EXIT.failure)),
  );
  const providers = Array.from({ length: agents }, (_, i): ProviderPlan => {
    return { name: `provider-${i + 1}`, stake: STAKE, minPrice: MIN_PRICE, capacity: 2 };
  });
  const localnet = await startLocalnet({
    folder,
    providers,
    accounts: { [PROFILE]: RICH },
    signal: startup.signal,
    onProgress: (what) => printer.progress(what),
  });
  try {
    const wallet = localnet.accounts[PROFILE]!;
    await keepLocalWallet(PROFILE, wallet.seed);
    const { network, hub } = localnet;
    writeProfile(PROFILE, { network, hub: hub.url, wallet: PROFILE });
    useProfile(PROFILE);
    printer.result({ ready: true, ...told(localnet), folder }, () => banner(localnet));
    const crashed = new Promise<never>((_, reject) => {
      const hint = `See ${localnet.logs}.`;
      localnet.children.onCrash((how) => reject(new CliError("PROCESS_FAILED", how, hint, EXIT.failure)));
    });
    await Promise.race([interrupted, crashed]);
    printer.progress("Ending everything.");
  } finally {
    await localnet.stop();
  }
}

function told({ network, networkFile, hub, rpcUrl, accounts, providers, logs }: Localnet) {
  const node = network.nodes[0]!;
  return {
    node: `${node.host}:${node.port}`,
    rpc: rpcUrl,
    hub: hub.url,
    contract: network.contract.index,
    wallet: { name: PROFILE, identity: accounts[PROFILE]!.identity },
    providers: providers.map(({ name, slot, owner }) => ({ name, slot, identity: owner.identity })),
    network: networkFile,
    logs,
  };
}

function banner(localnet: Localnet): string {
  const { node, rpc, hub, contract, providers, logs } = told(localnet);
  const values = {
    node: `${node} (Qubic protocol), ${rpc} (HTTP)`,
    hub,
    contract,
    providers: providers.map(({ name, slot }) => `${name} (slot ${slot})`).join(", ") || "none",
    wallet: `${PROFILE}, with ${quText(RICH)}`,
    profile: `${PROFILE}, in use from now on`,
    logs,
  };
  return [
    "",
    "The network is up. Ctrl-C ends it.",
    "",
    pairs(values),
    "",
    "Try it in another terminal:",
    "  qubix wallet balance",
    "  qubix job submit --wasm examples/dist/endurance.wasm --arg 500 --wait",
    "  qubix job list",
    "  qubix provider status 0",
  ].join("\n");
}
