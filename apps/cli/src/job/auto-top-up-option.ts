import { AutoTopUp } from "@qubix/client";
import type { JobDocument } from "@qubix/protocol";
import type { Command } from "commander";
import { parseAmount } from "../context/amount.ts";
import type { Session } from "../context/session.ts";
import { quText } from "../output/printer.ts";

/** What commands take that watch a job. */
export interface AutoTopUpOptions {
  autoTopUp?: string;
}

/** Adds `--auto-top-up`. */
export function autoTopUpOption(command: Command): Command {
  return command.option(
    "--auto-top-up <max>",
    "top a metered job up when a run comes near to its limit; no more than this in all, fees included",
  );
}

/** What to do at each look at a job, if it shall be topped up: signs with the session's wallet. */
export async function autoTopUp(
  session: Session,
  { autoTopUp: max }: AutoTopUpOptions,
): Promise<{ onLook?: (job: JobDocument) => Promise<void> }> {
  if (max === undefined) return {};
  const watcher = new AutoTopUp(await session.signedHub(), await session.caller(), parseAmount(max));
  return {
    async onLook(job) {
      const news = await watcher.look(job).catch((error: Error) => {
        session.printer.progress(`not topped up yet: ${error.message}`);
        return undefined;
      });
      if (news?.kind === "sent")
        session.printer.progress(`topped up by ${quText(news.amount)}, ${quText(news.spent)} in all`);
      if (news?.kind === "refused") session.printer.progress(`not topped up any more: ${news.reason}`);
    },
  };
}
