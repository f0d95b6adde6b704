import { NO_SLOT, query } from "@qubix/contract";
import type { Statistics } from "@qubix/protocol";
import { identityFromPublicKey } from "@qubix/qubic";
import type { Command } from "commander";
import { parseTime } from "../context/option-parsers.ts";
import type { Session } from "../context/session.ts";
import { pairs, quText, table } from "../output/printer.ts";
import { defineCommand } from "./define-command.ts";

const DAY_MS = 86_400_000;

/** `qubix hub list|stats`. */
export function hubListCommands(hub: Command): void {
  defineCommand(hub, {
    usage: "list",
    summary: "List the hubs that are registered on the chain.",
    examples: ["hub list", "hub list -o csv"],
    async run(session) {
      const items = await allHubs(session);
      session.printer.result({ items }, () =>
        items.length === 0
          ? "There are none. Register one: `qubix hub register`."
          : table(
              ["slot", "owner", "bond", "least fee", "live jobs", "earned", "state"],
              items.map(({ slot, owner, bond, minFee, liveJobs, earned, paused }) => [
                ...[String(slot), owner, quText(bond), quText(minFee), String(liveJobs), quText(earned)],
                paused ? "paused" : "open",
              ]),
            ),
      );
    },
  });

  defineCommand<{ since?: number }>(hub, {
    usage: "stats",
    summary: "Show what the hub did lately: jobs, success, times, money.",
    examples: ["hub stats", "hub stats --since 7d --json"],
    configure: (command) =>
      command.option("--since <time>", "from then on: a time, or how long ago (default: 1d)", (text) =>
        parseTime(text),
      ),
    async run(session, { since = Date.now() - DAY_MS }) {
      const stats = await session.hub.call("getStatistics", { query: { from: since } });
      session.printer.result(stats, () => statsText(stats));
    },
  });
}

async function allHubs(session: Session) {
  const items = [];
  for (let fromSlot = 0; ; ) {
    const { entries, count, nextSlot } = await query.listHubs(session.contract, { fromSlot, changedSince: 0 });
    for (const { slot, record } of entries.slice(0, count)) {
      const { owner, hot, bond, exposure, minFee, earned, liveJobs, paused } = record;
      const keys = { owner: identityFromPublicKey(owner), hot: identityFromPublicKey(hot) };
      items.push({ slot, ...keys, bond, exposure, minFee, earned, liveJobs, paused: paused !== 0 });
    }
    if (nextSlot === NO_SLOT || nextSlot <= fromSlot) return items;
    fromSlot = nextSlot;
  }
}

function statsText({ window, now, jobs, money }: Statistics): string {
  const times = (name: "matchMs" | "settleMs") => {
    const { p50, p95 } = jobs[name];
    return p50 === undefined ? undefined : `${p50} ms, seldom above ${p95} ms`;
  };
  return pairs({
    from: new Date(window.from).toISOString(),
    "jobs now":
      Object.entries(now.jobs)
        .map(([state, count]) => `${count} ${state}`)
        .join(", ") || "none",
    locked: quText(now.locked),
    submitted: jobs.submitted,
    ended: `${jobs.settled} settled, ${jobs.failed} failed, ${jobs.cancelled} cancelled, ${jobs.expired} expired`,
    success: jobs.successRate === undefined ? undefined : `${Math.round(jobs.successRate * 100)} %`,
    "time to a match": times("matchMs"),
    "time to the end": times("settleMs"),
    paid: quText(money.paid),
    royalties: quText(money.royalties),
    "hub fees": quText(money.hubFees),
    burned: quText(money.burned),
  });
}
