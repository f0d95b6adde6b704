import { callContract, callFee, findHub, freshNonce, registerHub } from "@qubix/client";
import { call, type Hub, NO_HUB, query } from "@qubix/contract";
import type { ReconcileReport } from "@qubix/protocol";
import { identityFromPublicKey, publicKeyFromIdentity } from "@qubix/qubic";
import type { Command } from "commander";
import { parseAmount } from "../context/amount.ts";
import type { Session } from "../context/session.ts";
import { identityOf } from "../context/wallets.ts";
import { CliError } from "../output/cli-error.ts";
import { EXIT } from "../output/exit-codes.ts";
import { pairs, quText, table } from "../output/printer.ts";
import { defineCommand } from "./define-command.ts";
import { hubListCommands } from "./hub-list.ts";
import { moderationCommands } from "./moderation.ts";

/** `qubix hub`: a hub's place on the chain. The wallet is the hub's owner. */
export function hubCommands(program: Command): void {
  const hub = program.command("hub").description("A hub's place on the chain: bond, key that assigns, fee.");

  defineCommand<{ hot: string; bond?: string; minFee: string }>(hub, {
    usage: "register",
    summary: "Register a hub with a bond; the wallet becomes its owner.",
    examples: ["hub register --hot me --bond 200M", "hub register --hot me --min-fee 100 --json"],
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
      const { record } = await find(session, String(slot));
      const made = { hub: slot, bond: record.bond };
      session.printer.result(made, () => `The hub has slot ${slot}, with a bond of ${quText(record.bond)}.`);
    },
  });

  hubListCommands(hub);

  defineCommand(hub, {
    usage: "status [hub]",
    summary: "Show a hub by slot or by its owner's or hot identity. Default: the wallet's.",
    examples: ["hub status 0", "hub status operator --json"],
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

  defineCommand<{ dryRun?: boolean }>(hub, {
    usage: "reconcile",
    summary: "Compare the hub's database with the contract and repair what differs; for the hub's operator.",
    examples: ["hub reconcile --dry-run --wallet operator", "hub reconcile --wallet operator --json"],
    configure: (command) => command.option("--dry-run", "only tell what differs"),
    async run(session, { dryRun = false }) {
      const client = await session.signedHub();
      const report = await client.call("reconcile", { body: { dryRun }, timeoutMs: RECONCILE_MS });
      if (report.left.length > 0) session.exitCode = EXIT.notVerified;
      session.printer.result(report, () => reconcileText(report, dryRun));
    },
  });

  moderationCommands(hub);
}

/** Reading the whole state of a busy contract takes its time. */
const RECONCILE_MS = 600_000;

function reconcileText({ found, left, tick, effects }: ReconcileReport, dryRun: boolean): string {
  if (found.length === 0) return `Database and contract agree at tick ${tick}.`;
  const rows = (dryRun ? found : left).map(({ what, id, field, here, chain }) => [
    ...[what, id, field, here ?? "-", chain ?? "-"],
  ]);
  const summary = dryRun
    ? `${found.length} differences at tick ${tick}.`
    : `${found.length} differences, ${found.length - left.length} repaired; ${effects} open side effects.`;
  return rows.length === 0 ? summary : `${summary}\n${table(["what", "id", "field", "here", "on chain"], rows)}`;
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
