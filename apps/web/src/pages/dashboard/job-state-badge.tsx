import type { JobState } from "@qubix/protocol";
import { Badge, type Tone } from "../../design/badge.tsx";
import { useText } from "../../i18n/use-text.ts";
import { dashboardText } from "./text.ts";

const TONES: Partial<Record<JobState, Tone>> = {
  settled: "good",
  failed: "bad",
  expired: "warn",
  cancelled: "neutral",
};

/** A job's state; green, red or grey only once nothing follows it. */
export function JobStateBadge({ state }: { state: JobState }) {
  const { states } = useText(dashboardText);
  return <Badge tone={TONES[state] ?? "accent"}>{states[state]}</Badge>;
}
