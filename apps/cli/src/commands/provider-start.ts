import { createKeystore, registerProvider } from "@qubix/client";
import { query } from "@qubix/contract";
import { createSeed } from "@qubix/qubic";
import type { Command } from "commander";
import { parseAmount, parseWhole } from "../context/amount.ts";
import { passphraseFor } from "../context/passphrase.ts";
import type { Session } from "../context/session.ts";
import { walletExists, writeWallet } from "../context/wallets.ts";
import { type AsksOptions, asksOptions, readAsks } from "../provider/asks-options.ts";
import { fundFloat, keyOf, runAgent } from "../provider/run-agent.ts";
import { defineCommand } from "./define-command.ts";

interface StartOptions extends AsksOptions {
  stake?: string;
  minPrice?: string;
  slots: number;
  passphraseFile?: string;
}

/** `qubix provider start`: registers on the chain where needed, and runs the agent until Ctrl-C. */
export function startProvider(provider: Command): void {
  defineCommand<StartOptions>(provider, {
    usage: "start",
    summary: "Run jobs on this machine: registers with stake the first time, then works until Ctrl-C.",
    examples: [
      "provider start --stake 10M --min-price 500",
      "provider start --slots 4 --wallet me",
      "provider start --ask-run 200 --ask-core-second 8",
    ],
    curl: false,
    configure: (command) =>
      asksOptions(command)
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
      await runAgent(session, { name, hotName, slots: options.slots, passphrase, asks: readAsks(options) });
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
