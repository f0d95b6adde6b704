import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Children, DEVNET_CONTRACT_CONFIG, networkOfDevnet, PROGRAMS } from "@qubix/localnet";
import type { Command } from "commander";
import { parseAmount, parseWhole } from "../context/amount.ts";
import { useProfile, writeProfile } from "../context/profile.ts";
import type { Session } from "../context/session.ts";
import { untilInterrupted } from "../context/until-interrupted.ts";
import { identityOf } from "../context/wallets.ts";
import { askDevnet, DevnetStatus, FaucetGift } from "../devnet/devnet-api.ts";
import { CliError } from "../output/cli-error.ts";
import { EXIT } from "../output/exit-codes.ts";
import { pairs, quText } from "../output/printer.ts";
import { defineCommand } from "./define-command.ts";

const PROFILE = "devnet";

interface StartOptions {
  state?: string;
  pace: string;
  tcpPort: number;
  rpcPort: number;
}

/** `qubix devnet`: a chain of 676 computors by itself, and what only a devnet can do. */
export function devnetCommands(program: Command): void {
  const devnet = program.command("devnet").description("A local chain by itself, its money and its ticks.");

  defineCommand<StartOptions>(devnet, {
    usage: "start",
    summary: "Run a chain of 676 computors with the contract, until Ctrl-C. `qubix up` starts the market around one.",
    examples: ["devnet start", "devnet start --state chain --pace 1000", "devnet start --pace manual --json"],
    local: true,
    configure: (command) =>
      command
        .option("--state <dir>", "keep the chain there and go on with it next time (default: nothing is kept)")
        .option("--pace <pace>", "auto: as soon as there is work; manual: `qubix devnet tick`; or milliseconds", "auto")
        .option("--tcp-port <n>", "port for the Qubic protocol; 0: any", parseWhole("--tcp-port", 0, 65_535), 0)
        .option("--rpc-port <n>", "port for HTTP; 0: any", parseWhole("--rpc-port", 0, 65_535), 0),
    run: ({ printer }, options) => start(printer, options),
  });

  defineCommand(devnet, {
    usage: "status",
    summary: "Show where the devnet of the profile stands.",
    examples: ["devnet status", "devnet status --json"],
    async run(session) {
      const status = await askDevnet(session, ["GET", "info"], DevnetStatus);
      session.printer.result(status, () => statusText(status));
    },
  });

  defineCommand(devnet, {
    usage: "faucet <identity> <amount>",
    summary: "Give an identity or one of your wallets QU out of nothing.",
    examples: ["devnet faucet me 5M", "devnet faucet $IDENTITY 1000 --json"],
    async run(session, _, who, text) {
      const [identity, amount] = [identityOf(who!), parseAmount(text!)];
      const body = { identity, amount: String(amount) };
      const gift = await askDevnet(session, ["POST", "faucet"], FaucetGift, body);
      const told = { transaction: gift.transactionId, tick: gift.tick, to: identity, amount };
      session.printer.result(told, () => `${quText(amount)} arrive in tick ${gift.tick}.`);
    },
  });

  defineCommand(devnet, {
    usage: "tick [count]",
    summary: "Make ticks now, whatever the pace.",
    examples: ["devnet tick", "devnet tick 10 --json"],
    async run(session, _, count = "1") {
      const body = { count: parseWhole("count", 1, 10_000)(count) };
      const status = await askDevnet(session, ["POST", "tick"], DevnetStatus, body);
      session.printer.result(status, () => statusText(status));
    },
  });

  defineCommand(devnet, {
    usage: "epoch",
    summary: "End the epoch now.",
    examples: ["devnet epoch"],
    async run(session) {
      const status = await askDevnet(session, ["POST", "epoch"], DevnetStatus);
      session.printer.result(status, () => statusText(status));
    },
  });
}

async function start(printer: Session["printer"], { state, pace, tcpPort, rpcPort }: StartOptions): Promise<void> {
  if (!/^(?:auto|manual|[0-9]{1,7})$/.test(pace))
    throw new CliError("INVALID_OPTION", `--pace: "${pace}" is no pace.`, "Write auto, manual or milliseconds.");
  const folder = state ? resolve(state) : mkdtempSync(join(tmpdir(), "qubix-devnet-"));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const children = new Children();
  const interrupted = untilInterrupted();
  try {
    const { ready } = await children.start({
      name: "devnet",
      file: PROGRAMS.devnet,
      args: [
        ...["--tcp-port", String(tcpPort), "--rpc-port", String(rpcPort), "--pace", pace],
        ...["--state", join(folder, "chain")],
        ...Object.entries(DEVNET_CONTRACT_CONFIG).flatMap(([name, value]) => ["--config", `${name}=${value}`]),
      ],
      logFile: join(folder, "devnet.log"),
    });
    const network = networkOfDevnet(ready);
    writeProfile(PROFILE, { network });
    useProfile(PROFILE);
    const [{ host, port }] = network.nodes as [{ host: string; port: number }];
    const told = { ready: true, node: `${host}:${port}`, rpc: network.rpc![0], contract: network.contract.index };
    printer.result({ ...told, profile: PROFILE, folder }, () =>
      [
        pairs({ node: `${told.node} (Qubic protocol), ${told.rpc} (HTTP)`, contract: told.contract, profile: PROFILE }),
        "The chain runs. Ctrl-C ends it. Money for a wallet: `qubix devnet faucet WALLET 1M`.",
      ].join("\n"),
    );
    const crashed = new Promise<never>((_, reject) => {
      children.onCrash((how) => reject(new CliError("PROCESS_FAILED", how, "Start it again.", EXIT.failure)));
    });
    await Promise.race([interrupted, crashed]);
  } finally {
    await children.stop();
    if (!state) rmSync(folder, { recursive: true, force: true });
  }
}

function statusText({ tick, epoch, faucet, pooledTransactions, halted }: DevnetStatus): string {
  const state = halted ?? "runs";
  return pairs({ tick, epoch, "transactions waiting": pooledTransactions, faucet, state });
}
