import { HubClient } from "@qubix/client";
import { NO_PROVIDER, query } from "@qubix/contract";
import type { NetworkInfo } from "@qubix/protocol";
import { publicKeyFromIdentity } from "@qubix/qubic";
import type { Command } from "commander";
import { parseAmount, parseWhole } from "../context/amount.ts";
import { listProfiles, useProfile, writeProfile } from "../context/profile.ts";
import { Session } from "../context/session.ts";
import { identityOf } from "../context/wallets.ts";
import { type AsksOptions, asksOptions, readAsks } from "../provider/asks-options.ts";
import { awaitMoney } from "../provider/await-money.ts";
import { ensureProvider } from "../provider/ensure-provider.ts";
import { hotNameOf, joinWallets } from "../provider/join-wallets.ts";
import { measureMachine, slotsOf } from "../provider/machine.ts";
import { fundFloat, keyOf, missingFloat, runAgent } from "../provider/run-agent.ts";
import { watchEarnings } from "../provider/watch-earnings.ts";
import { type CommonOptions, defineCommand } from "./define-command.ts";

interface JoinOptions extends AsksOptions {
  name: string;
  payout?: string;
  stake?: string;
  minPrice?: string;
  slots?: number;
}

/** Calls that a provider pays for beside its stake, at most. */
const CALLS = 10n;

/** `qubix provider join`: from nothing to earning, in one command. The second time it goes on. */
export function joinProvider(provider: Command): void {
  defineCommand<JoinOptions>(provider, {
    usage: "join",
    summary: "Earn with this machine: makes keys, gets QU, registers with stake, and runs jobs until Ctrl-C.",
    examples: [
      "provider join --hub $HUB",
      "provider join --stake 10M --min-price 500 --slots 4",
      "provider join --name second --ask-run 200 --ask-core-second 8",
    ],
    curl: false,
    configure: (command) =>
      asksOptions(command)
        .option("--name <name>", "name of the wallet, the profile and the machine", "provider")
        .option(
          "--payout <identity>",
          "where earnings go: an identity or a wallet (default: the provider's own wallet)",
        )
        .option("--stake <amount>", "QU to lock (default: the least that makes a bonded provider)")
        .option("--min-price <amount>", "least price of a run (default: the contract's least)")
        .option("--slots <n>", "runs side by side (default: what suits the machine)", parseWhole("--slots", 1, 1024)),
    async run({ printer, hubUrl: hub }, options) {
      const { name } = options;
      const info = await new HubClient({ url: hub, network: "" }).call("getNetwork", {});
      printer.progress(`${info.network.name}, through hub ${info.hub.slot} at ${hub}.`);
      const { passphraseFile } = options;
      const passphrase = await joinWallets(name, { printer, passphraseFile, faucet: info.faucet !== undefined });
      writeProfile(name, { network: info.network, hub, wallet: name });
      if (listProfiles().current === undefined) useProfile(name);
      const own = new Session({ ...options, profile: name, wallet: name, hub }, printer);
      try {
        await work(own, info, options, passphrase);
      } finally {
        await own.close();
      }
    },
  });
}

async function work(
  session: Session,
  info: NetworkInfo,
  options: JoinOptions & CommonOptions,
  passphrase: string,
): Promise<void> {
  const { printer } = session;
  const { name } = options;
  const machine = measureMachine();
  const slots = options.slots ?? slotsOf(machine);
  printer.progress(`This machine has ${machine.cores} cores and ${machine.memoryMiB} MiB: ${slots} runs side by side.`);
  const hotName = hotNameOf(name);
  await awaitMoney(session, await moneyNeeded(session, options), info.faucet !== undefined);
  const slot = await ensureProvider(await session.caller(), {
    hot: keyOf(hotName),
    hub: info.hub.slot,
    payout: options.payout === undefined ? undefined : publicKeyFromIdentity(identityOf(options.payout)),
    stake: options.stake === undefined ? undefined : parseAmount(options.stake),
    minPrice: options.minPrice === undefined ? undefined : parseAmount(options.minPrice),
    capacity: slots,
  });
  await fundFloat(session, hotName);
  printer.progress(`You are provider ${slot}, as ${session.walletIdentity}.`);
  await runAgent(session, { name, hotName, slots, passphrase, asks: readAsks(options) }, (signal) => {
    void watchEarnings(session, slot, signal);
  });
  const named = name === "provider" ? "" : ` --name ${name}`;
  printer.progress(
    `Stopped. Go on: \`qubix provider join${named}\`. Take the stake back: \`qubix provider leave${named}\`.`,
  );
}

/** QU that the owner must have for all that is to be sent. */
async function moneyNeeded(session: Session, { name, stake }: JoinOptions): Promise<bigint> {
  const { config } = await query.getConfig(session.contract, {});
  const asked = { identity: keyOf(name), provider: NO_PROVIDER };
  const { found, record } = await query.getProvider(session.contract, asked);
  const wanted = stake === undefined ? config.minStake : parseAmount(stake);
  const locked = found ? record.stake : 0n;
  const missing = wanted > locked ? wanted - locked : 0n;
  const float = await missingFloat(session, hotNameOf(name));
  return missing + float === 0n ? 0n : missing + float + CALLS * config.callFee;
}
