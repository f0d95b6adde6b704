import { hostname } from "node:os";
import { signIn } from "@qubix/client";
import type { Command } from "commander";
import { pairs, table } from "../output/printer.ts";
import { defineCommand } from "./define-command.ts";

/** `qubix login|logout|whoami` and `qubix session`: who one is to a hub. */
export function accountCommands(program: Command): void {
  defineCommand<{ name?: string }>(program, {
    usage: "login",
    summary: "Sign in to the hub with the wallet. Later commands then need no passphrase to read private jobs.",
    examples: ["login", "login --wallet me --name laptop", "login --json"],
    curl: false,
    configure: (command) => command.option("--name <text>", "how the session is called (default: this machine's name)"),
    async run(session, { name }) {
      const { keyPair } = await session.wallet();
      const { url, network, tokens } = session.ownSession(keyPair.identity);
      const made = await signIn({ url, network }, keyPair, name ?? `qubix on ${hostname()}`.slice(0, 64));
      tokens.save(made);
      const told = { hub: url, identity: made.identity, session: made.session, expiresAt: made.refreshExpiresAt };
      session.printer.result(told, () => `Signed in to ${url} as ${made.identity}.\nSign out with \`qubix logout\`.`);
    },
  });

  defineCommand(program, {
    usage: "logout",
    summary: "Sign out: the hub forgets the session at once, and so does this machine.",
    examples: ["logout", "logout --wallet me"],
    curl: false,
    async run(session) {
      const { url, tokens, hubSession } = session.ownSession(session.walletIdentity);
      const signedIn = tokens.load() !== undefined;
      await hubSession.signOut();
      session.printer.result({ hub: url, signedOut: signedIn }, () =>
        signedIn ? `Signed out of ${url}.` : `You were not signed in to ${url}.`,
      );
    },
  });

  defineCommand(program, {
    usage: "whoami",
    summary: "Show who one is to the hub: identity, how it was proved, roles on the chain.",
    examples: ["whoami", "whoami --json", "QUBIX_API_KEY=$API_KEY qubix whoami"],
    async run(session) {
      const account = await (await session.accountHub()).call("getAccount", {});
      session.printer.result(account, () =>
        pairs({
          identity: account.identity,
          "proved by": { signature: "the wallet's signature", session: "a session", "api-key": "an API key" }[
            account.via
          ],
          scopes: account.scopes?.join(", "),
          roles: account.roles.join(", ") || "none yet",
          providers: account.providers.map(({ slot, key }) => `${slot} (${key} key)`).join(", ") || undefined,
          models: account.models.map(({ slot }) => slot).join(", ") || undefined,
        }),
      );
    },
  });

  sessionCommands(program);
}

function sessionCommands(program: Command): void {
  const command = program.command("session").description("Where the wallet's identity is signed in.");

  defineCommand(command, {
    usage: "list",
    summary: "List the sessions of the identity with this hub.",
    examples: ["session list", "session list --json"],
    async run(session) {
      const { items } = await (await session.accountHub()).call("listSessions", {});
      session.printer.result({ items }, () =>
        table(
          ["session", "name", "since", "last used", ""],
          items.map(({ id, name, createdAt, lastUsedAt, current }) => [
            ...[id, name, time(createdAt), time(lastUsedAt)],
            current ? "this one" : "",
          ]),
        ),
      );
    },
  });

  defineCommand(command, {
    usage: "revoke <session>",
    summary: "End a session, at once: whoever holds its tokens has to sign in again.",
    examples: ["session revoke $SESSION"],
    async run(session, _, id) {
      await (await session.accountHub()).call("revokeSession", { params: { session: id! } });
      session.forget(id!);
      session.printer.result({ session: id, revoked: true }, () => "The session is ended.");
    },
  });
}

/** A moment for people. */
export function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
