import { WEBHOOK_EVENT_TYPES, type WebhookDelivery, type WebhookDocument, type WebhookSettings } from "@qubix/protocol";
import type { Command } from "commander";
import { parseWhole } from "../context/amount.ts";
import { choice, collect } from "../context/option-parsers.ts";
import { CliError } from "../output/cli-error.ts";
import { pairs, table } from "../output/printer.ts";
import { defineCommand } from "./define-command.ts";

interface SettingsOptions {
  event?: string[];
  job?: string[];
  description?: string;
}

const settings = (command: Command): Command =>
  command
    .option("--event <type>", `event to hear of, may be repeated: ${WEBHOOK_EVENT_TYPES.join(", ")}`, collect)
    .option("--job <key>", "only of this job, may be repeated", collect)
    .option("--description <text>", "what it is for");

/** `qubix webhook`: events of one's jobs, sent to a URL. */
export function webhookCommands(program: Command): void {
  const command = program.command("webhook").description("Have events of your jobs sent to a URL, signed.");

  defineCommand<SettingsOptions>(command, {
    usage: "create <url>",
    summary: "Make an endpoint. Its secret is shown this once: the receiver checks signatures with it.",
    examples: [
      "webhook create https://example.org/qubix",
      "webhook create https://example.org/q --event job.state --json",
    ],
    configure: settings,
    async run(session, options, url) {
      const hub = await session.accountHub();
      const made = await hub.call("createWebhook", { body: settingsOf(url!, options) });
      session.printer.result(
        made,
        () => `${textOf(made.webhook)}\n\nSecret: ${made.secret}\nKeep it now: it is not shown again.`,
      );
    },
  });

  defineCommand(command, {
    usage: "list",
    summary: "List your endpoints.",
    examples: ["webhook list", "webhook list --json"],
    async run(session) {
      const { items } = await (await session.accountHub()).call("listWebhooks", {});
      session.printer.result({ items }, () =>
        items.length === 0
          ? "There are none. Make one with `qubix webhook create`."
          : table(
              ["id", "state", "url", "events"],
              items.map(({ id, state, url, events }) => [id, state, url, events.join(" ")]),
            ),
      );
    },
  });

  defineCommand(command, {
    usage: "show <id>",
    summary: "Show an endpoint.",
    examples: ["webhook show $WEBHOOK"],
    async run(session, _, id) {
      const webhook = await (await session.accountHub()).call("getWebhook", { params: { id: id! } });
      session.printer.result(webhook, () => textOf(webhook));
    },
  });

  for (const [verb, paused] of [
    ["pause", true],
    ["resume", false],
  ] as const)
    defineCommand(command, {
      usage: `${verb} <id>`,
      summary: paused
        ? "Hold events back until you resume."
        : "Send again what was held back; also after the hub has disabled the endpoint.",
      examples: [`webhook ${verb} $WEBHOOK`],
      async run(session, _, id) {
        const hub = await session.accountHub();
        const params = { id: id! };
        const { url, events, jobs, description } = await hub.call("getWebhook", { params });
        const kept = { url, events, ...(jobs && { jobs }), ...(description && { description }) };
        const webhook = await hub.call("putWebhook", { params, body: { ...kept, paused } });
        session.printer.result(webhook, () => textOf(webhook));
      },
    });

  defineCommand(command, {
    usage: "delete <id>",
    summary: "Delete an endpoint and its deliveries.",
    examples: ["webhook delete $WEBHOOK"],
    async run(session, _, id) {
      const answer = await (await session.accountHub()).call("deleteWebhook", { params: { id: id! } });
      session.printer.result(answer, () => (answer.deleted ? "Deleted." : "There was none."));
    },
  });

  defineCommand(command, {
    usage: "ping <id>",
    summary: "Send a test message.",
    examples: ["webhook ping $WEBHOOK"],
    async run(session, _, id) {
      const delivery = await (await session.accountHub()).call("pingWebhook", { params: { id: id! } });
      session.printer.result(
        delivery,
        () => `Delivery ${delivery.id} is on its way; see \`qubix webhook deliveries\`.`,
      );
    },
  });

  defineCommand<{ overlapHours?: number }>(command, {
    usage: "secret <id>",
    summary: "Make a new secret; the one before signs along for a day.",
    examples: ["webhook secret $WEBHOOK --overlap-hours 2"],
    configure: (one) =>
      one.option("--overlap-hours <n>", "how long the old one signs along", parseWhole("--overlap-hours", 0, 168)),
    async run(session, { overlapHours }, id) {
      const body = overlapHours === undefined ? {} : { overlapSeconds: overlapHours * 3600 };
      const made = await (await session.accountHub()).call("rotateWebhookSecret", { params: { id: id! }, body });
      session.printer.result(made, () => `${made.secret}\nKeep it now: it is not shown again.`);
    },
  });

  defineCommand<{ state?: string }>(command, {
    usage: "deliveries <id>",
    summary: "Show the newest deliveries of an endpoint.",
    examples: ["webhook deliveries $WEBHOOK --state failed"],
    configure: (one) =>
      one.addOption(choice("--state <state>", "only those in this state", ["pending", "delivered", "failed"])),
    async run(session, { state }, id) {
      const query = { limit: 50, ...(state && { state: state as WebhookDelivery["state"] }) };
      const { items } = await (await session.accountHub()).call("listWebhookDeliveries", {
        params: { id: id! },
        query,
      });
      session.printer.result({ items }, () =>
        table(
          ["id", "type", "state", "tries", "last answer"],
          items.map(({ id, type, state, attempts }) => [
            String(id),
            type,
            state,
            String(attempts.length),
            lastOf(attempts),
          ]),
        ),
      );
    },
  });

  defineCommand<{ hours?: number; failed?: boolean }>(command, {
    usage: "replay <id> [delivery]",
    summary: "Send a delivery again, or all of the last hours.",
    examples: ["webhook replay $WEBHOOK $DELIVERY", "webhook replay $WEBHOOK --hours 12 --failed"],
    configure: (one) =>
      one
        .option("--hours <n>", "all of the last hours", parseWhole("--hours", 1, 8760))
        .option("--failed", "only those that were given up"),
    async run(session, { hours, failed }, id, delivery) {
      const hub = await session.accountHub();
      if (delivery !== undefined) {
        const params = { id: id!, delivery: parseWhole("delivery", 1, Number.MAX_SAFE_INTEGER)(delivery) };
        const again = await hub.call("replayWebhookDelivery", { params });
        return session.printer.result(again, () => `Delivery ${again.id} is sent again.`);
      }
      if (hours === undefined)
        throw new CliError("WHAT_TO_REPLAY", "Say which delivery, or --hours.", "See `qubix webhook replay --help`.");
      const body = { from: Date.now() - hours * 3_600_000, ...(failed && { state: "failed" as const }) };
      const { count } = await hub.call("replayWebhook", { params: { id: id! }, body });
      session.printer.result({ count }, () => `${count} deliveries are sent again.`);
    },
  });
}

function settingsOf(url: string, { event, job, description }: SettingsOptions): WebhookSettings {
  const unknown = event?.find((type) => !(WEBHOOK_EVENT_TYPES as readonly string[]).includes(type));
  if (unknown !== undefined)
    throw new CliError(
      "UNKNOWN_EVENT",
      `There is no event "${unknown}".`,
      `There are: ${WEBHOOK_EVENT_TYPES.join(", ")}.`,
    );
  return {
    url,
    ...(event && { events: event as NonNullable<WebhookSettings["events"]> }),
    ...(job && { jobs: job }),
    ...(description && { description }),
  };
}

function textOf({ id, url, state, events, jobs, description, failures }: WebhookDocument): string {
  return pairs({
    ...{ id, url, state, description, events: events.join(" "), jobs: jobs?.join(" ") },
    failures: failures > 0 ? failures : undefined,
  });
}

function lastOf(attempts: WebhookDelivery["attempts"]): string {
  const last = attempts.at(-1);
  return last === undefined ? "" : `${last.status ?? "none"} ${last.response.slice(0, 60)}`.trim();
}
