import { SCOPES, Scope } from "@qubix/protocol";
import type { Command } from "commander";
import { parseWhole } from "../context/amount.ts";
import { CliError } from "../output/cli-error.ts";
import { table } from "../output/printer.ts";
import { defineCommand } from "./define-command.ts";

const DAY_MS = 86_400_000;

/** `qubix api-key create|list|revoke`: keys for programs, that move no money. */
export function apiKeyCommands(program: Command): void {
  const command = program
    .command("api-key")
    .description("Keys for programs. They move no money: only a wallet signs that.");

  defineCommand<{ scope: string; days?: number }>(command, {
    usage: "create <name>",
    summary: "Make an API key for a program. It is shown this once; give it to the program as $QUBIX_API_KEY.",
    examples: [
      "api-key create ci --scope jobs:read",
      "api-key create uploader --scope jobs:write,blobs:write --days 30",
      "api-key create reports --scope jobs:read --json > key.json",
    ],
    configure: (command) =>
      command
        .requiredOption("--scope <list>", `what it may do, with commas: ${SCOPES.join(", ")}`)
        .option("--days <n>", "how long it is good (default: until it is revoked)", parseWhole("--days", 1, 3650)),
    async run(session, { scope, days }, name) {
      const expiresAt = days === undefined ? undefined : Date.now() + days * DAY_MS;
      const body = { name: name!, scopes: scopesOf(scope), ...(expiresAt && { expiresAt }) };
      const made = await (await session.accountHub()).call("createApiKey", { body });
      session.printer.result(made, () => `${made.key}\nKeep it now: it is not shown again.`);
    },
  });

  defineCommand(command, {
    usage: "list",
    summary: "List the API keys of the wallet's identity, without their secrets.",
    examples: ["api-key list", "api-key list --json"],
    async run(session) {
      const { items } = await (await session.accountHub()).call("listApiKeys", {});
      const day = (at: number | undefined) => (at === undefined ? "never" : new Date(at).toISOString());
      session.printer.result({ items }, () =>
        items.length === 0
          ? "There are none. Make one with `qubix api-key create`."
          : table(
              ["id", "name", "scopes", "made", "expires", "last used"],
              items.map(({ id, name, scopes, createdAt, expiresAt, lastUsedAt }) => [
                ...[id, name, scopes.join(" ")],
                ...[day(createdAt), day(expiresAt), day(lastUsedAt)],
              ]),
            ),
      );
    },
  });

  defineCommand(command, {
    usage: "revoke <id>",
    summary: "Revoke an API key, at once.",
    examples: ["api-key revoke $API_KEY_ID"],
    async run(session, _, id) {
      await (await session.accountHub()).call("revokeApiKey", { params: { id: id! } });
      session.printer.result({ id, revoked: true }, () => "The key is revoked.");
    },
  });
}

function scopesOf(list: string): Scope[] {
  return list.split(",").map((text) => {
    const parsed = Scope.safeParse(text.trim());
    if (parsed.success) return parsed.data;
    throw new CliError("INVALID_SCOPE", `"${text.trim()}" is no scope.`, `There are ${SCOPES.join(", ")}.`);
  });
}
