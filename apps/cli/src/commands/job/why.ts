import {
  DECLINE_REASON_TEXT,
  type EndedAttempt,
  type MatchReport,
  type ProviderAnswer,
  type QueuePlace,
} from "@qubix/protocol";
import type { Command } from "commander";
import { identityOf } from "../../context/wallets.ts";
import { findKey } from "../../job/short-key.ts";
import { quText, table } from "../../output/printer.ts";
import { defineCommand } from "../define-command.ts";

/** `qubix job why`: where a job stands, and why this one or that one did not get it. */
export function whyCommand(job: Command): void {
  defineCommand<{ provider?: string }>(job, {
    usage: "why <key>",
    summary: "Say where the job stands, and why each provider that did not get it was passed over.",
    examples: ["job why $KEY", "job why $KEY --provider 0"],
    configure: (command) =>
      command.option("--provider <which>", "ask again now about one provider: slot, identity or wallet"),
    async run(session, { provider }, text) {
      const key = await findKey(session, text!);
      const query = provider === undefined ? {} : { provider: slotOrIdentity(provider) };
      const why = await session.hub.call("getJobWhy", { params: { key }, query });
      session.printer.result(why, () =>
        [
          why.summary,
          ...(why.notBefore ? [`Several providers failed on it: it waits until ${timeText(why.notBefore)}.`] : []),
          ...(why.queue ? [queueText(why.queue)] : []),
          ...(why.provider ? [providerText(why.provider)] : why.report ? [reportText(why.report)] : []),
          ...(why.ended ? [endedText(why.ended)] : []),
        ].join("\n"),
      );
    },
  });
}

function slotOrIdentity(which: string): number | string {
  return /^[0-9]{1,5}$/.test(which) ? Number(which) : identityOf(which);
}

function queueText({ waiting, ofRequester, requesters, ahead }: QueuePlace): string {
  return (
    `${waiting} runs of ${requesters} requesters wait, ${ofRequester} of them this requester's; ` +
    `about ${ahead} of others come first.`
  );
}

function reportText({ reasons, fitting, offers, nearest }: MatchReport): string {
  const counted = Object.entries(reasons).map(([reason, count]) => `${count} × ${reason}`);
  const rows = nearest.map(({ provider, machine, price, misses }) => [
    String(provider),
    machine,
    quText(price),
    misses.join(", "),
  ]);
  const head = `${fitting} of ${offers} offers fit. ${counted.join(", ")}`;
  return rows.length === 0 ? head : `${head}\n${table(["provider", "machine", "price", "misses"], rows)}`;
}

function providerText({ provider, identity, machines, summary, restsUntil }: ProviderAnswer): string {
  const rows = machines.map(({ machine, price, misses }) => [
    machine,
    quText(price),
    misses.length === 0 ? "fits" : misses.join(", "),
  ]);
  const rest = restsUntil === undefined ? "" : ` It rests until ${timeText(restsUntil)}.`;
  const head = `Provider ${provider} (${identity}): ${summary}${rest}`;
  return rows.length === 0 ? head : `${head}\n${table(["machine", "price", "misses"], rows)}`;
}

function endedText(ended: readonly EndedAttempt[]): string {
  const rows = ended.map(({ attempt, provider, endReason, declineReason, at }) => [
    ...[String(attempt), String(provider), endReason ?? ""],
    ...[declineReason ? DECLINE_REASON_TEXT[declineReason] : "", timeText(at)],
  ]);
  return table(["ended attempt", "provider", "how", "why, as it says", "when"], rows);
}

function timeText(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
