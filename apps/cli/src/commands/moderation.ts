import type { HubClient } from "@qubix/client";
import { type ModerationSubject, REPORT_REASONS, REPORT_STATES, ReportReason, ReportState } from "@qubix/protocol";
import type { Command } from "commander";
import { parseWhole } from "../context/amount.ts";
import { CliError } from "../output/cli-error.ts";
import { table } from "../output/printer.ts";
import { defineCommand } from "./define-command.ts";

const DAY_MS = 86_400_000;

/** `qubix hub report|reports|resolve|block|unblock|blocks`: abuse, and what the operator does about it. */
export function moderationCommands(hub: Command): void {
  defineCommand<{ reason: string; text: string }>(hub, {
    usage: "report <subject>",
    summary: "Report a job (key), a model (digest or name) or an identity to the hub's operator.",
    examples: ['hub report acme/digits --reason infringement --text "It is a copy of mine."'],
    configure: (command) =>
      command
        .requiredOption("--reason <code>", REPORT_REASONS.join(", "))
        .requiredOption("--text <text>", "what is wrong, and how that can be seen"),
    async run(session, { reason, text }, what) {
      const client = await session.accountHub();
      const body = { subject: await subjectOf(client, what!), reason: oneOf(ReportReason.options, reason), text };
      const report = await client.call("createReport", { body });
      session.printer.result(report, () => `Reported (number ${report.id}). Thank you.`);
    },
  });

  defineCommand<{ state?: string }>(hub, {
    usage: "reports",
    summary: "As the operator: the newest reports.",
    examples: ["hub reports --state open --wallet operator"],
    configure: (command) => command.option("--state <state>", REPORT_STATES.join(", ")),
    async run(session, { state }) {
      const query = { limit: 100, ...(state && { state: oneOf(ReportState.options, state) }) };
      const { items } = await (await session.accountHub()).call("listReports", { query });
      session.printer.result({ items }, () =>
        table(
          ["id", "state", "subject", "reason", "text"],
          items.map(({ id, state, subject, reason, text }) => [String(id), state, nameOf(subject), reason, text]),
        ),
      );
    },
  });

  defineCommand<{ note?: string }>(hub, {
    usage: "resolve <report> <state>",
    summary: "As the operator: say whether a report was upheld or dismissed.",
    examples: ['hub resolve $REPORT upheld --note "blocked the model" --wallet operator'],
    configure: (command) => command.option("--note <text>", "for the record"),
    async run(session, { note }, report, state) {
      const params = { id: parseWhole("report", 1, Number.MAX_SAFE_INTEGER)(report!) };
      const body = { state: oneOf(["upheld", "dismissed"] as const, state!), ...(note && { note }) };
      const done = await (await session.accountHub()).call("resolveReport", { params, body });
      session.printer.result(done, () => `Report ${done.id} is ${done.state}.`);
    },
  });

  defineCommand<{ reason: string; days?: number }>(hub, {
    usage: "block <subject>",
    summary: "As the operator: block a job, a model or an identity. Its money is never trapped.",
    examples: ['hub block acme/digits --reason "infringes a licence" --days 30 --wallet operator'],
    configure: (command) =>
      command
        .requiredOption("--reason <text>", "told to who meets the block")
        .option("--days <n>", "for how long (default: for good)", parseWhole("--days", 1, 3650)),
    async run(session, { reason, days }, what) {
      const client = await session.accountHub();
      const until = days === undefined ? {} : { until: Date.now() + days * DAY_MS };
      const block = await client.call("createBlock", {
        body: { subject: await subjectOf(client, what!), reason, ...until },
      });
      session.printer.result(block, () => `Blocked ${nameOf(block.subject)}.`);
    },
  });

  defineCommand(hub, {
    usage: "unblock <subject>",
    summary: "As the operator: take a block back.",
    examples: ["hub unblock $MODEL --wallet operator"],
    async run(session, _, what) {
      const client = await session.accountHub();
      const answer = await client.call("removeBlock", { body: { subject: await subjectOf(client, what!) } });
      session.printer.result(answer, () => (answer.removed ? "Unblocked." : "It was not blocked."));
    },
  });

  defineCommand(hub, {
    usage: "blocks",
    summary: "As the operator: what is blocked now.",
    examples: ["hub blocks --wallet operator", "hub blocks --wallet operator --json"],
    async run(session) {
      const { items } = await (await session.accountHub()).call("listBlocks", { query: { limit: 200 } });
      session.printer.result({ items }, () =>
        table(
          ["subject", "reason", "until"],
          items.map(({ subject, reason, until }) => [
            nameOf(subject),
            reason,
            until === undefined ? "" : new Date(until).toISOString(),
          ]),
        ),
      );
    },
  });
}

/** A job by its key, a model by digest or name, an identity. */
async function subjectOf(hub: HubClient, text: string): Promise<ModerationSubject> {
  if (/^[0-9a-f]{64}$/.test(text)) return { kind: "job", id: text };
  if (/^[A-Z]{60}$/.test(text)) return { kind: "identity", id: text };
  if (text.startsWith("sha256:")) return { kind: "model", id: text };
  const [namespace, name] = text.split("/");
  if (namespace && name) {
    const { digest } = await hub.call("getModel", { params: { namespace, name } });
    return { kind: "model", id: digest };
  }
  throw new CliError(
    "UNKNOWN_SUBJECT",
    `What is "${text}"?`,
    "Give a job's key, a model's digest or name, or an identity.",
  );
}

const nameOf = ({ kind, id }: ModerationSubject): string => `${kind} ${id}`;

function oneOf<T extends string>(options: readonly T[], text: string): T {
  const found = options.find((option) => option === text);
  if (found !== undefined) return found;
  throw new CliError("UNKNOWN_VALUE", `"${text}" is none of them.`, `There are: ${options.join(", ")}.`);
}
