import { isTerminalJobState } from "@qubix/protocol";
import type { Command } from "commander";
import type { Session } from "../../context/session.ts";
import { jobText } from "../../job/job-text.ts";
import { findKey } from "../../job/short-key.ts";
import { defineCommand } from "../define-command.ts";
import { eventText } from "./event-text.ts";

/** `qubix job get`: what the hub knows, and with `--follow` each thing that happens until the job has ended. */
export function getCommand(job: Command): void {
  defineCommand<{ follow?: boolean }>(job, {
    usage: "get <key>",
    summary: "Show a job: state, terms, attempts, transactions.",
    examples: ["job get $KEY", "job get $KEY -o yaml", "job get $KEY --follow", "job get $KEY --curl"],
    configure: (command) => command.option("-f, --follow", "print each event, from the first until the job has ended"),
    async run(session, { follow }, text) {
      const key = await findKey(session, text!);
      if (follow) await printEvents(session, key);
      const document = await session.hub.call("getJob", { params: { key } });
      session.printer.result(document, () => jobText(document));
    },
  });
}

async function printEvents({ hub, printer }: Session, key: string): Promise<void> {
  for await (const news of hub.live.follow({ channel: "job", key })) {
    if (news.type === "reset") printer.progress("… older events are not kept any more");
    if (news.type !== "job-event") continue;
    const { body } = news.event;
    printer.result(news.event, () => eventText(news.event));
    if (body.type === "state" && isTerminalJobState(body.state)) return;
  }
}
