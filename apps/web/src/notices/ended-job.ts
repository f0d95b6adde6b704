import type { LiveNews } from "@qubix/client";
import { isTerminalJobState, type JobState } from "@qubix/protocol";

/** The job that ended with this event of an account's channel; undefined for any other. */
export function endedJob(news: LiveNews): { key: string; state: JobState } | undefined {
  if (news.type !== "account-event" || news.event.type !== "job") return undefined;
  const { key, body } = news.event;
  return body.type === "state" && isTerminalJobState(body.state) ? { key, state: body.state } : undefined;
}
