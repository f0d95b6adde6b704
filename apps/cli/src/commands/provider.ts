import { callContract, callFee, freshNonce } from "@qubix/client";
import { call, type Provider } from "@qubix/contract";
import { identityFromPublicKey } from "@qubix/qubic";
import type { Command } from "commander";
import { parseAmount } from "../context/amount.ts";
import { findProviderBy } from "../context/find-provider.ts";
import type { Session } from "../context/session.ts";
import { pairs, quText } from "../output/printer.ts";
import { defineCommand } from "./define-command.ts";
import { providerEarningsCommand } from "./provider-earnings.ts";
import { joinProvider } from "./provider-join.ts";
import { leaveProvider } from "./provider-leave.ts";
import { providerListCommands } from "./provider-list.ts";
import { startProvider } from "./provider-start.ts";

/** `qubix provider`: run jobs for reward. The wallet is the provider's owner. */
export function providerCommands(program: Command): void {
  const provider = program.command("provider").description("Run jobs for reward, with stake on the chain.");
  joinProvider(provider);
  leaveProvider(provider);
  startProvider(provider);
  providerListCommands(provider);
  providerEarningsCommand(provider);

  defineCommand(provider, {
    usage: "status [provider]",
    summary: "Show a provider by slot or identity: stake, price, capacity, reputation. Default: the wallet's.",
    examples: ["provider status 0", "provider status farm --json"],
    async run(session, _, which) {
      const found = await findProviderBy(session, which ?? session.walletName);
      const { record, provider: slot, freeStake, score, requesters } = found;
      const { owner, hot, payout, stake, locked, unstaking, minPrice, capacity, live, paused, unstakeAt } = record;
      const keys = {
        owner: identityFromPublicKey(owner),
        hot: identityFromPublicKey(hot),
        payout: identityFromPublicKey(payout),
      };
      const { verified, odd, lost, declined, unrevealed, earned, slashed } = record.reputation;
      const reputation = { score, requesters, verified, odd, lost, declined, unrevealed, earned, slashed };
      const money = { stake, freeStake, locked, unstaking, minPrice };
      const value = { provider: slot, ...keys, ...money, unstakeAt, capacity, live, paused: paused !== 0, reputation };
      session.printer.result(value, () =>
        pairs({
          provider: slot,
          ...keys,
          stake: `${quText(stake)} (${quText(freeStake)} free, ${quText(locked)} locked)`,
          unstaking: unstaking > 0n ? `${quText(unstaking)} from tick ${unstakeAt} on` : undefined,
          "least price": quText(minPrice),
          attempts: `${live} of ${capacity}`,
          state: paused ? "paused" : "open for work",
          score: `${score} of 10000; ${verified} verified, ${odd} odd, ${lost} lost, ${declined} declined`,
          earned: quText(earned),
          slashed: quText(slashed),
        }),
      );
    },
  });

  defineCommand(provider, {
    usage: "pause",
    summary: "Take no new work; what runs goes on.",
    examples: ["provider pause --wallet farm"],
    run: (session) => setPaused(session, 1),
  });

  defineCommand(provider, {
    usage: "resume",
    summary: "Take work again.",
    examples: ["provider resume --wallet farm"],
    run: (session) => setPaused(session, 0),
  });

  defineCommand(provider, {
    usage: "drain",
    summary: "Pause, then wait until nothing runs any more: the machine can be switched off.",
    examples: ["provider drain --wallet farm"],
    async run(session) {
      const { record } = await findProviderBy(session, session.walletName);
      if (!record.paused) await update(session, record, 1);
      for (let live = record.live; live > 0; ) {
        session.printer.progress(`${live} attempts still run.`);
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        live = (await findProviderBy(session, session.walletName)).record.live;
      }
      session.printer.result({ drained: true }, () => "Nothing runs any more.");
    },
  });

  defineCommand<{ amount?: string }>(provider, {
    usage: "unstake",
    summary: "Ask for the stake back; called again when the waiting time has passed, it pays out.",
    examples: ["provider unstake --amount 1M --wallet farm", "provider unstake --wallet farm"],
    configure: (command) => command.option("--amount <amount>", "QU to take back (default: all that is free)"),
    async run(session, { amount }) {
      const { record } = await findProviderBy(session, session.walletName);
      const { tick } = await session.node.tickInfo();
      if (record.unstaking > 0n && amount === undefined) return payOut(session, record, tick);
      const wanted = amount ? parseAmount(amount) : record.stake;
      await send(session, call.requestUnstake({ amount: wanted, nonce: freshNonce() }));
      const { unstakeAt } = (await findProviderBy(session, session.walletName)).record;
      session.printer.result(
        { requested: wanted, unstakeAt },
        () =>
          `Asked for ${quText(wanted)}; run \`qubix provider unstake\` again from tick ${unstakeAt} on (now ${tick}).`,
      );
    },
  });
}

async function payOut(session: Session, { unstaking, unstakeAt }: Provider, tick: number): Promise<void> {
  if (tick < unstakeAt) {
    return session.printer.result(
      { waiting: true, unstakeAt, tick },
      () => `${quText(unstaking)} can be taken from tick ${unstakeAt} on; now it is ${tick}.`,
    );
  }
  const { id } = await send(session, call.unstake({ nonce: freshNonce() }));
  session.printer.result({ transaction: id, paidOut: unstaking }, () => `Paid out ${quText(unstaking)}.`);
}

async function setPaused(session: Session, paused: 0 | 1): Promise<void> {
  const { record } = await findProviderBy(session, session.walletName);
  const { id } = await update(session, record, paused);
  session.printer.result({ transaction: id, paused: paused === 1 }, () => (paused ? "Paused." : "Open for work."));
}

function update(session: Session, record: Provider, paused: 0 | 1) {
  const { owner, hot, payout, minPrice, capacity, hubs, anyHub } = record;
  const input = { owner, hot, payout, minPrice, capacity, hubs, anyHub, paused, nonce: freshNonce() };
  return send(session, call.updateProvider(input));
}

async function send(session: Session, contractCall: { inputType: number; input: Uint8Array }) {
  const caller = await session.caller();
  return callContract(caller, contractCall, await callFee(caller));
}
