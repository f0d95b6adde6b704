import { readFileSync } from "node:fs";
import { HubClient } from "@qubix/client";
import { NetworkDefinition } from "@qubix/protocol";
import type { Command } from "commander";
import {
  changeProfile,
  currentProfileName,
  listProfiles,
  PROFILE_SETTINGS,
  type ProfileSetting,
  readProfile,
  removeProfile,
  useProfile,
  writeProfile,
} from "../context/profile.ts";
import { CliError } from "../output/cli-error.ts";
import { pairs, table } from "../output/printer.ts";
import { defineCommand } from "./define-command.ts";

/** `qubix config`: which network, hub and wallet the other commands use. */
export function configCommands(program: Command): void {
  const config = program.command("config").description("Choose the network, hub and wallet that commands use.");

  defineCommand(config, {
    usage: "list",
    summary: "List the profiles; the one in use is marked.",
    examples: ["config list", "config list -o csv"],
    local: true,
    async run({ printer }) {
      const { names, current } = listProfiles();
      const items = names.map((name) => ({ name, current: name === current, ...told(name) }));
      printer.result({ items }, () =>
        items.length === 0
          ? "There is no profile yet. Start a local network with `qubix up`."
          : table(
              ["", "profile", "network", "hub", "wallet"],
              items.map(({ name, current, network, hub, wallet }) => [
                ...[current ? "*" : "", name, network],
                ...[hub ?? "none", wallet ?? "none"],
              ]),
            ),
      );
    },
  });

  defineCommand(config, {
    usage: "show [profile]",
    summary: "Show a profile: network, nodes, hub, wallet.",
    examples: ["config show", "config show local --json"],
    local: true,
    async run({ printer }, _, name) {
      const shown = readProfile(name);
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

  defineCommand<{ network?: string; hub?: string; wallet?: string }>(config, {
    usage: "add <profile>",
    summary: "Add a profile from a hub's address, or from a network definition file, and use it.",
    examples: ["config add remote --hub $HUB", "config add own --network network.json --wallet me"],
    local: true,
    configure: (command) =>
      command
        .option("--network <file>", "network definition (JSON)")
        .option("--hub <url>", "hub to talk to; it says which network it works on where no file does")
        .option("--wallet <name>", "wallet to sign with"),
    async run({ printer }, options, name) {
      const network = options.network ? readNetwork(options.network) : await networkOfHub(required(options.hub));
      const hub = options.hub ?? network.hubs?.[0];
      writeProfile(name!, { network, ...(hub && { hub }), ...(options.wallet && { wallet: options.wallet }) });
      useProfile(name!);
      printer.result({ profile: name }, () => `Using profile ${name}: ${network.name}.`);
    },
  });

  defineCommand(config, {
    usage: "use <profile>",
    summary: "Use this profile from now on.",
    examples: ["config use local"],
    local: true,
    async run({ printer }, _, name) {
      useProfile(name!);
      printer.result({ profile: name }, () => `Using profile ${name}.`);
    },
  });

  settingCommands(config);

  defineCommand(config, {
    usage: "remove <profile>",
    summary: "Forget a profile. Wallets and money stay.",
    examples: ["config remove old"],
    local: true,
    async run({ printer }, _, name) {
      removeProfile(name!);
      printer.result({ profile: name, removed: true }, () => `Profile ${name} is forgotten.`);
    },
  });
}

function settingCommands(config: Command): void {
  const names = PROFILE_SETTINGS.join(" or ");
  const profileOption = (command: Command) =>
    command.option("--profile <name>", "of this profile (default: the one in use, or $QUBIX_PROFILE)");

  defineCommand(config, {
    usage: "get <setting>",
    summary: `Print one setting of the profile: ${names}.`,
    examples: ["config get hub", "HUB=$(qubix config get hub)"],
    local: true,
    configure: profileOption,
    async run({ printer }, { profile }, name) {
      const setting = readSetting(name!);
      const value = readProfile(profile)[setting];
      printer.result({ [setting]: value ?? null }, () => value ?? "");
    },
  });

  defineCommand(config, {
    usage: "set <setting> [value]",
    summary: `Change a setting of the profile: ${names}. Without a value it is taken away.`,
    examples: ["config set wallet", "config set hub $HUB", "config set wallet local"],
    local: true,
    configure: profileOption,
    async run({ printer }, { profile = currentProfileName() }, name, value) {
      const setting = readSetting(name!);
      changeProfile(profile, setting, value);
      printer.result({ profile, [setting]: value ?? null }, () =>
        value === undefined
          ? `Profile ${profile} has no ${setting} any more.`
          : `Profile ${profile}: ${setting} ${value}.`,
      );
    },
  });
}

function told(name: string): { network: string; hub?: string; wallet?: string } {
  const { network, hub, wallet } = readProfile(name);
  return { network: network.id, ...(hub && { hub }), ...(wallet && { wallet }) };
}

function readSetting(text: string): ProfileSetting {
  const found = PROFILE_SETTINGS.find((name) => name === text);
  if (found) return found;
  throw new CliError("UNKNOWN_SETTING", `There is no setting "${text}".`, `There are: ${PROFILE_SETTINGS.join(", ")}.`);
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
