import type { JobEvent } from "@qubix/protocol";
import { quText } from "../../output/printer.ts";

/** An event for people, on one line: when, and what. */
export function eventText({ time, body }: JobEvent): string {
  return `${new Date(time).toISOString()}  ${whatText(body)}`;
}

function whatText(body: JobEvent["body"]): string {
  switch (body.type) {
    case "state":
      return body.closeReason ? `job: ${body.state} (${body.closeReason})` : `job: ${body.state}`;
    case "attempt":
      return `attempt ${body.attempt}: ${body.state}${body.endReason ? ` (${body.endReason})` : ""}, provider ${body.provider}`;
    case "progress":
      return `attempt ${body.attempt}: ${body.phase}${body.progress === undefined ? "" : ` ${Math.round(body.progress * 100)} %`}`;
    case "log":
      return `attempt ${body.attempt}: log pieces ${body.from} to ${body.to}`;
    case "artifact":
      return `attempt ${body.attempt}: result uploaded, ${body.size} bytes`;
    case "result-ready":
      return `attempt ${body.attempt}: result can be opened`;
    case "transaction":
      return `${body.procedure}: ${body.state} for tick ${body.tick}`;
    case "match":
      return `market: ${body.report.fitting} of ${body.report.offers} offers fit`;
    case "top-up":
      return `topped up: ${quText(body.escrow)} locked, until tick ${body.deadline}`;
    case "receipt":
      return `receipt: ${body.closeReason} in tick ${body.tick}`;
    default:
      // Of a hub that is newer than this program.
      return (body as { type: string }).type;
  }
}
