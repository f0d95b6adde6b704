import type { CloseReason, JobState } from "@qubix/protocol";
import { Badge, type Tone } from "../design/badge.tsx";
import { useText } from "../i18n/use-text.ts";
import { jobWordsText } from "./text.ts";

const TONES: Partial<Record<JobState, Tone>> = {
  running: "accent",
  authorized: "accent",
  committed: "accent",
  revealed: "good",
  decided: "good",
  settled: "good",
  cancelled: "neutral",
  expired: "warn",
  failed: "bad",
};

/** A job's state; why it ended is told when pointed at. */
export function StateBadge({ state, closeReason }: { state: JobState; closeReason?: CloseReason | undefined }) {
  const words = useText(jobWordsText);
  return (
    <span title={closeReason && words.closeReasons[closeReason]}>
      <Badge tone={TONES[state] ?? "neutral"}>{words.states[state]}</Badge>
    </span>
  );
}
