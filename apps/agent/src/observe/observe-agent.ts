import { type Observing, startObserving } from "@qubix/observe";
import type { AgentConfig } from "../config/agent-config.ts";
import { VERSION } from "../version.ts";
import { type AgentMetrics, createAgentMetrics } from "./agent-metrics.ts";
import { attemptScope } from "./attempt-scope.ts";

/** What watches an agent. */
export interface AgentObserving extends Observing {
  metrics: AgentMetrics;
}

/** Opens log, metrics and traces of this process. */
export async function observeAgent(config: Pick<AgentConfig, "observe" | "logLevel">): Promise<AgentObserving> {
  const about = { service: "agent", version: VERSION, level: config.logLevel, scope: attemptScope };
  const observing = await startObserving(config.observe, about);
  return { ...observing, metrics: createAgentMetrics(observing.registry) };
}
