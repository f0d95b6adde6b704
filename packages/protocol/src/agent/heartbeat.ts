import { z } from "zod";
import { AttemptPhase } from "../job/attempt-state.ts";
import { Amount, JobKey, Uint16, Uint32 } from "../schema/primitives.ts";
import { MachineLoad } from "./machine-load.ts";

/** Numbers that a run reports; all optional. */
export const AttemptMetrics = z.strictObject({
  fuelUsed: z
    .string()
    .regex(/^[0-9]{1,20}$/)
    .optional(),
  memoryMiB: z.int().min(0).optional(),
  cpuMs: z.int().min(0).optional(),
  /** From the run's start to its end, fetching and sealing left out. */
  wallMs: z.int().min(0).optional(),
  outputBytes: z.int().min(0).optional(),
  /** Of a metered run: what it has cost so far, and the most it may be charged. */
  cost: Amount.optional(),
  costLimit: Amount.optional(),
});
export type AttemptMetrics = z.infer<typeof AttemptMetrics>;

/** How one attempt is doing. */
export const AttemptHeartbeat = z.strictObject({
  jobKey: JobKey,
  attempt: Uint32,
  phase: AttemptPhase,
  progress: z.number().min(0).max(1).optional(),
  metrics: AttemptMetrics.optional(),
});
export type AttemptHeartbeat = z.infer<typeof AttemptHeartbeat>;

/** `POST /agent/heartbeats`: the machine lives, and so do these attempts. */
export const Heartbeats = z.strictObject({
  provider: Uint16,
  machine: z.string().max(64),
  /** Slots the machine has left. */
  freeSlots: z.int().min(0).max(1024),
  /** Only for hubs that welcome it. */
  load: MachineLoad.optional(),
  attempts: z.array(AttemptHeartbeat).max(1024),
});
export type Heartbeats = z.infer<typeof Heartbeats>;

/** What to stop, and the newest cursor so that a missed poke is noticed. */
export const HeartbeatReply = z.object({
  cancel: z.array(z.object({ jobKey: JobKey, attempt: Uint32, reason: z.string() })),
  cursor: z.int().min(0),
});
export type HeartbeatReply = z.infer<typeof HeartbeatReply>;
