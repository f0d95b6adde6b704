import { callContract, callFee, findHub, freshNonce, registerHub } from "@qubix/client";
import { call, type Hub, NO_HUB, query } from "@qubix/contract";
import { identityFromPublicKey, publicKeyFromIdentity } from "@qubix/qubic";
import type { Command } from "commander";
import { parseAmount } from "../context/amount.ts";
import type { Session } from "../context/session.ts";
import { identityOf } from "../context/wallets.ts";
import { CliError } from "../output/cli-error.ts";
import { EXIT } from "../output/exit-codes.ts";
import { pairs, quText } from "../output/printer.ts";
import { defineCommand } from "./define-command.ts";

/** `qubix hub`: a hub's place on the chain. The wallet is the hub's owner. */
export function hubCommands(program: Command): void {
  const hub = program.command("hub").description("A hub's place on the chain: bond, key that assigns, fee.");

  defineCommand<{ hot: string; bond?: string; minFee: string }>(hub, {
    usage: "register",
    summary: "Register a hub with a bond; the wallet becomes its owner.",
    examples: ["hub register --hot hub-key --bond 10M --min-fee 100", "hub register --hot ABCD… --json"],
    configure: (command) =>
      command
        .requiredOption("--hot <identity>", "key that assigns: an identity or a wallet of yours, not the owner's")
        .option("--bond <amount>", "QU to lock (default: the least that the contract takes)")
        .option("--min-fee <amount>", "least fee per job in QU", "0"),
    async run(session, options) {
      const { config } = await query.getConfig(session.contract, {});
      const bond = options.bond ? parseAmount(options.bond) : config.minBond;
      const terms = { hot: publicKeyFromIdentity(identityOf(options.hot)), bond, minFee: parseAmount(options.minFee) };
      const slot = await registerHub(await session.caller(), terms);
      session.printer.result({ hub: slot, bond }, () => `The hub has slot ${slot}, with a bond of ${quText(bond)}.`);
    },
  });

  defineCommand(hub, {
    usage: "status [hub]",
    summary: "Show a hub by slot or by its owner's or hot identity. Default: the wallet's.",
    examples: ["hub status", "hub status 0 --json"],
    async run(session, _, which) {
      const { record, freeBond, hub: slot } = await find(session, which ?? session.walletName);
      session.printer.result({ hub: slot, ...told(record), freeBond }, () =>
        pairs({ hub: slot, ...textOf(record), "free bond": quText(freeBond) }),
      );
    },
  });

  defineCommand(hub, {
    usage: "withdraw <amount>",
    summary: "Take back bond that no unsettled job needs; all of it ends the hub.",
    examples: ["hub withdraw 1M"],
    async run(session, _, amount) {
      const quantity = parseAmount(amount!);
      const caller = await session.caller();
      if ((await findHub(caller, caller.keyPair.publicKey)) === undefined) throw noHub(session.walletName);
      const input = call.withdrawHubBond({ amount: quantity, nonce: freshNonce() });
      const { id, tick } = await callContract(caller, input, await callFee(caller));
      session.printer.result(
        { transaction: id, tick, amount: quantity },
        () => `Withdrew ${quText(quantity)} in tick ${tick}.`,
      );
    },
  });
}

async function find(session: Session, which: string) {
  const bySlot = /^[0-9]{1,5}$/.test(which);
  const identity = bySlot ? new Uint8Array(32) : publicKeyFromIdentity(identityOf(which));
  const answer = await query.getHub(session.contract, { identity, hub: bySlot ? Number(which) : NO_HUB });
  if (!answer.found) throw noHub(which);
  return answer;
}

function noHub(which: string): CliError {
  return new CliError(
    "UNKNOWN_HUB",
    `There is no hub "${which}" on the chain.`,
    "Register it: `qubix hub register`.",
    EXIT.refused,
  );
}

function told({ owner, hot, bond, exposure, minFee, earned, liveJobs, paused }: Hub) {
  const keys = { owner: identityFromPublicKey(owner), hot: identityFromPublicKey(hot) };
  return { ...keys, bond, exposure, minFee, earned, liveJobs, paused: paused !== 0 };
}

function textOf(record: Hub) {
  const { owner, hot, bond, exposure, minFee, earned, liveJobs, paused } = told(record);
  const money = { bond: quText(bond), exposure: quText(exposure), "least fee": quText(minFee), earned: quText(earned) };
  return { owner, hot, ...money, "live jobs": liveJobs, paused: paused ? "yes" : "no" };
}
