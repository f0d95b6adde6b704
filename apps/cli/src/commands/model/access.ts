import type { Command } from "commander";
import { readModelName } from "../../context/model-name.ts";
import { quText, table } from "../../output/printer.ts";
import { defineCommand } from "../define-command.ts";
import { readVisibility } from "./publish.ts";

/** `qubix model visibility|access|allow|deny|ask`. */
export function accessCommands(model: Command): void {
  defineCommand<{ auto?: boolean }>(model, {
    usage: "visibility <model> <who>",
    summary: "Say who sees a model: public; gated (its files are for whom you let in); private.",
    examples: [
      "model visibility acme/digits private",
      "model visibility acme/digits gated --auto",
      "model visibility acme/digits gated",
    ],
    configure: (command) => command.option("--auto", "of a gated model: let in everybody who asks"),
    async run(session, { auto }, text, who) {
      const { namespace, name } = readModelName(text!);
      const visibility = readVisibility(who!);
      const body = {
        visibility,
        ...(visibility === "gated" && { gating: auto ? ("auto" as const) : ("manual" as const) }),
      };
      const hub = await session.accountHub();
      const changed = await hub.call("putModelRepository", { params: { namespace, name }, body });
      session.printer.result(changed, () => `${namespace}/${name} is ${changed.visibility}.`);
    },
  });

  defineCommand(model, {
    usage: "access <model>",
    summary: "As the owner: list who has been let in, and who has asked.",
    examples: ["model access acme/digits --json"],
    async run(session, _, text) {
      const { namespace, name } = readModelName(text!);
      const hub = await session.accountHub();
      const page = await hub.call("listModelAccess", { params: { namespace, name }, query: { limit: 200 } });
      session.printer.result(page, () =>
        table(
          ["identity", "state", "paid", "asked"],
          page.items.map(({ identity, state, paid, requestedAt }) => [
            ...[identity, state, paid ? quText(BigInt(paid)) : "", new Date(requestedAt).toISOString()],
          ]),
        ),
      );
    },
  });

  for (const [verb, state, what] of [
    ["allow", "accepted", "let an identity in to"],
    ["deny", "rejected", "keep an identity out of"],
  ] as const)
    defineCommand(model, {
      usage: `${verb} <model> <identity>`,
      summary: `As the owner: ${what} a gated or private model.`,
      examples: [`model ${verb} acme/digits $IDENTITY`],
      async run(session, _, text, identity) {
        const { namespace, name } = readModelName(text!);
        const params = { namespace, name, identity: identity! };
        const access = await (await session.accountHub()).call("decideModelAccess", { params, body: { state } });
        session.printer.result(access, () => `${access.identity} is ${access.state}.`);
      },
    });

  defineCommand(model, {
    usage: "ask <model>",
    summary: "Ask to be let in to a gated model.",
    examples: ["model ask acme/digits --wallet me"],
    async run(session, _, text) {
      const { namespace, name } = readModelName(text!);
      const access = await (await session.accountHub()).call("requestModelAccess", { params: { namespace, name } });
      session.printer.result(access, () => `Your request is ${access.state}.`);
    },
  });
}
