import { z } from "zod";
import { MachineDescription } from "../provider/machine.ts";
import { Uint16 } from "../schema/primitives.ts";

/** `POST /agent/hello`: an agent announces its machine; repeated at each start and when something changes. */
export const AgentHello = z.strictObject({ provider: Uint16, machine: MachineDescription });
export type AgentHello = z.infer<typeof AgentHello>;

/** What the hub expects from the agent. */
export const AgentWelcome = z.object({
  /** Send heartbeats so often. */
  heartbeatMs: z.int().min(1),
  /** An attempt counts as lost after so long without one. */
  heartbeatTimeoutMs: z.int().min(1),
  /** Begin pulling offers after this cursor. */
  cursor: z.int().min(0),
  /** Version of the protocol in which both speak from now on; missing: version 1. */
  protocol: z.int().min(1).optional(),
  /** Heartbeats may say how busy the machine is; older hubs refuse them then. */
  takesLoad: z.boolean().optional(),
});
export type AgentWelcome = z.infer<typeof AgentWelcome>;
