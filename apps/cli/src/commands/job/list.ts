import { JOB_STATES, JobState, type RouteQuery } from "@qubix/protocol";
import { type Command, InvalidArgumentError } from "commander";
import { findProviderBy } from "../../context/find-provider.ts";
import { readModelName } from "../../context/model-name.ts";
import { choice, parseTime } from "../../context/option-parsers.ts";
import { type PageOptions, pageOptions, readPages } from "../../context/page-options.ts";
import type { Session } from "../../context/session.ts";
import { identityOf } from "../../context/wallets.ts";
import { CliError } from "../../output/cli-error.ts";
import { quText, table } from "../../output/printer.ts";
import { defineCommand } from "../define-command.ts";

type Query = RouteQuery<"listJobs">;

interface ListOptions extends PageOptions {
  mine?: boolean;
  requester?: string;
  state?: JobState[];
  kind?: "wasm" | "onnx";
  model?: string;
  provider?: string;
  search?: string;
  since?: number;
  before?: number;
  sort?: "newest" | "oldest" | "updated";
}

/** `qubix job list`: only private jobs need a session or the wallet. */
export function listCommand(job: Command): void {
  defineCommand<ListOptions>(job, {
    usage: "list",
    summary: "List the hub's jobs, newest first.",
    examples: [
      "job list",
      "job list --mine --state running,committed",
      "job list --kind wasm --since 7d --sort oldest --limit 100",
      "job list --search endurance --all -o csv > jobs.csv",
      "job list --provider 0 --json",
    ],
    configure: (command) =>
      pageOptions(
        command
          .option("--mine", "only the wallet's")
          .option("--requester <identity>", "only those of this identity or wallet")
          .option("--state <states>", `only those in these states, with commas: ${JOB_STATES.join(", ")}`, parseStates)
          .addOption(choice("--kind <kind>", "only those of this kind", ["wasm", "onnx"]))
          .option("--model <namespace/name>", "only those that run this model")
          .option("--provider <which>", "only those that this provider ran: slot, identity or wallet")
          .option("--search <words>", "words of the job's name")
          .option("--since <time>", "only later ones: a time, or how long ago (15m, 2h, 7d)", (text) => parseTime(text))
          .option("--before <time>", "only earlier ones", (text) => parseTime(text))
          .addOption(choice("--sort <order>", "in which order", ["newest", "oldest", "updated"])),
      ),
    async run(session, options) {
      const hub = options.mine ? await session.ownHub() : session.hub;
      const filter = await filterOf(session, options);
      const page = await readPages(session, options, (part) => hub.call("listJobs", { query: { ...filter, ...part } }));
      session.printer.result(page, () =>
        page.items.length === 0
          ? "There are none. Submit one: `qubix job submit --help`."
          : table(
              ["key", "name", "kind", "state", "ended", "escrow", "created"],
              page.items.map(({ key, name, kind, state, closeReason, escrow, createdAt }) => [
                ...[key, name ?? "", kind, state, closeReason ?? "", quText(escrow)],
                new Date(createdAt).toISOString(),
              ]),
            ),
      );
    },
  });
}

async function filterOf(session: Session, options: ListOptions): Promise<Query> {
  const { state, kind, search, since, before, sort, model, provider } = options;
  const requester = options.mine ? session.walletName : options.requester;
  return {
    ...(requester && { requester: identityOf(requester) }),
    ...(state && { state }),
    ...(kind && { kind }),
    ...(search && { search }),
    ...(since !== undefined && { createdAfter: since }),
    ...(before !== undefined && { createdBefore: before }),
    ...(sort && { sort }),
    ...(model && { model: await slotOfModel(session, model) }),
    ...(provider && { provider: (await findProviderBy(session, provider)).provider }),
  };
}

async function slotOfModel(session: Session, text: string): Promise<number> {
  const { namespace, name } = readModelName(text);
  const { chain } = await session.hub.call("getModel", { params: { namespace, name } });
  if (chain) return chain.slot;
  throw new CliError(
    "MODEL_NOT_ON_CHAIN",
    `${text} is not on the chain: no job has run it.`,
    "See `qubix model list`.",
  );
}

function parseStates(text: string): JobState[] {
  return text.split(",").map((word) => {
    const parsed = JobState.safeParse(word.trim());
    if (parsed.success) return parsed.data;
    throw new InvalidArgumentError(`"${word.trim()}" is none of ${JOB_STATES.join(", ")}.`);
  });
}
