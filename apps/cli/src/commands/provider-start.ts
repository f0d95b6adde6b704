import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createKeystore, registerProvider, sendTransaction } from "@qubix/client";
import { query } from "@qubix/contract";
import { Children, startAgent } from "@qubix/localnet";
import { createSeed, publicKeyFromIdentity } from "@qubix/qubic";
import type { Command } from "commander";
import { parseAmount, parseWhole } from "../context/amount.ts";
import { homeSubfolder } from "../context/home.ts";
import { passphraseFor } from "../context/passphrase.ts";
import type { Session } from "../context/session.ts";
import { untilInterrupted } from "../context/until-interrupted.ts";
import { readWallet, walletExists, walletFile, writeWallet } from "../context/wallets.ts";
import { CliError } from "../output/cli-error.ts";
import { EXIT } from "../output/exit-codes.ts";
import { quText } from "../output/printer.ts";
import { defineCommand } from "./define-command.ts";

interface StartOptions {
  stake?: string;
  minPrice?: string;
  slots: number;
  passphraseFile?: string;
}

/** What the agent's key gets for the fees of its own calls. */
const FLOAT = 1_000_000n;

/** `qubix provider start`: registers on the chain where needed, and runs the agent until Ctrl-C. */
export function startProvider(provider: Command): void {
  defineCommand<StartOptions>(provider, {
    usage: "start",
    summary: "Run jobs on this machine: registers with stake the first time, then works until Ctrl-C.",
    examples: ["provider start --stake 10M --min-price 500", "provider start --slots 4 --wallet farm"],
    configure: (command) =>
      command
        .option("--stake <amount>", "QU to lock when registering (default: the least that makes a bonded provider)")
        .option("--min-price <amount>", "least price of a run (default: the contract's least)")
        .option("--slots <n>", "runs side by side", parseWhole("--slots", 1, 1024), 2),
    async run(session, options) {
      const name = session.walletName;
      const hotName = `${name}-agent`;
      const passphrase = await passphraseFor(name, options.passphraseFile);
      if (!walletExists(hotName)) writeWallet(hotName, await createKeystore(createSeed(), passphrase));
      const slot = await register(session, hotName, options);
      await fundFloat(session, hotName);
      session.printer.progress(`Provider ${slot}; the agent's key is wallet ${hotName}.`);
      await runAgent(session, { name, hotName, slots: options.slots, passphrase });
    },
  });
}

async function register(session: Session, hotName: string, options: StartOptions): Promise<number> {
  const { hub } = await session.hub.call("getNetwork", {});
  const { config } = await query.getConfig(session.contract, {});
  const caller = await session.caller();
  return registerProvider(caller, {
    hot: keyOf(hotName),
    payout: caller.keyPair.publicKey,
    stake: options.stake ? parseAmount(options.stake) : config.minStake,
    minPrice: options.minPrice ? parseAmount(options.minPrice) : config.minPrice,
    capacity: options.slots,
    hubs: [hub.slot],
  });
}

/** The agent signs and pays its own calls; its key holds little, so that its theft costs little. */
async function fundFloat(session: Session, hotName: string): Promise<void> {
  const { balance } = await session.node.entity(keyOf(hotName));
  if (balance >= FLOAT / 2n) return;
  const caller = await session.caller();
  session.printer.progress(`Sending ${quText(FLOAT - balance)} to the agent's key for fees.`);
  const transfer = { destination: keyOf(hotName), amount: FLOAT - balance, inputType: 0, input: new Uint8Array() };
  await sendTransaction(session.node, caller.keyPair, transfer, caller);
}

interface AgentRun {
  name: string;
  hotName: string;
  slots: number;
  passphrase: string;
}

async function runAgent(session: Session, { name, hotName, slots, passphrase }: AgentRun): Promise<void> {
  const dataDir = homeSubfolder(join("agents", name));
  const networkFile = join(dataDir, "network.json");
  writeFileSync(networkFile, `${JSON.stringify(session.profile.network, null, 2)}\n`);
  const children = new Children();
  const crashed = new Promise<never>((_, reject) => {
    children.onCrash((how) =>
      reject(new CliError("AGENT_FAILED", how, `See ${dataDir}/agent-${name}.log.`, EXIT.failure)),
    );
  });
  try {
    const plan = { dataDir, logs: dataDir, name, networkFile, hubUrl: session.hubUrl, slots };
    const { pid } = await startAgent(children, { ...plan, hotKeyFile: walletFile(hotName), passphrase });
    session.printer.result({ ready: true, provider: name, pid, dataDir }, () => "The agent works. Ctrl-C ends it.");
    await Promise.race([untilInterrupted(), crashed]);
  } finally {
    await children.stop();
  }
}

function keyOf(wallet: string): Uint8Array {
  return publicKeyFromIdentity(readWallet(wallet).identity);
}
