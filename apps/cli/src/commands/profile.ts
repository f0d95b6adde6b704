import { readFileSync } from "node:fs";
import { HubClient } from "@qubix/client";
import { NetworkDefinition } from "@qubix/protocol";
import type { Command } from "commander";
import { listProfiles, readProfile, useProfile, writeProfile } from "../context/profile.ts";
import { CliError } from "../output/cli-error.ts";
import { pairs } from "../output/printer.ts";
import { defineCommand } from "./define-command.ts";

/** `qubix profile`: which network, hub and wallet the other commands use. */
export function profileCommands(program: Command): void {
  const profile = program.command("profile").description("Choose the network, hub and wallet that commands use.");

  defineCommand(profile, {
    usage: "list",
    summary: "List the profiles; the one in use is marked.",
    examples: ["profile list"],
    async run({ printer }) {
      const { names, current } = listProfiles();
      printer.result({ profiles: names, current }, () =>
        names.length === 0
          ? "There is no profile yet. Start a local network with `qubix up`."
          : names.map((name) => `${name === current ? "*" : " "} ${name}`).join("\n"),
      );
    },
  });

  defineCommand(profile, {
    usage: "show [name]",
    summary: "Show a profile: network, nodes, hub, wallet.",
    examples: ["profile show", "profile show local --json"],
    async run({ printer }, options, name) {
      const shown = readProfile(name ?? options.profile);
      printer.result(shown, () =>
        pairs({
          network: `${shown.network.id} (${shown.network.name})`,
          nodes: shown.network.nodes.map(({ host, port }) => `${host}:${port}`).join(", "),
          contract: shown.network.contract.index,
          hub: shown.hub ?? "none",
          wallet: shown.wallet ?? "none",
        }),
      );
    },
  });

  defineCommand<{ network?: string }>(profile, {
    usage: "add <name>",
    summary: "Add a profile from a hub's address, or from a network definition file, and use it.",
    examples: ["profile add local --hub http://127.0.0.1:8080", "profile add testnet --network testnet.json"],
    configure: (command) => command.option("--network <file>", "network definition (JSON)"),
    async run(session, options, name) {
      const network = options.network ? readNetwork(options.network) : await networkOfHub(required(options.hub));
      const hub = options.hub ?? network.hubs?.[0];
      writeProfile(name!, { network, ...(hub && { hub }), ...(options.wallet && { wallet: options.wallet }) });
      useProfile(name!);
      session.printer.result({ profile: name }, () => `Using profile ${name}: ${network.name}.`);
    },
  });

  defineCommand(profile, {
    usage: "use <name>",
    summary: "Use this profile from now on.",
    examples: ["profile use local"],
    async run({ printer }, _, name) {
      useProfile(name!);
      printer.result({ profile: name }, () => `Using profile ${name}.`);
    },
  });
}

function readNetwork(file: string): NetworkDefinition {
  const parsed = NetworkDefinition.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (parsed.success) return parsed.data;
  throw new CliError("INVALID_NETWORK", `${file} is no network definition: ${parsed.error.message}`, "Fix the file.");
}

function required(hub: string | undefined): string {
  if (hub) return hub;
  throw new CliError("NO_NETWORK", "Say which network.", "Give --hub URL or --network FILE.");
}

async function networkOfHub(url: string): Promise<NetworkDefinition> {
  const hub = new HubClient({ url, network: "" });
  return (await hub.call("getNetwork", {})).network;
}
