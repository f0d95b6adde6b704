export { AgentConfig } from "./config/agent-config.ts";
export { ExecutionFailure } from "./executors/execution-failure.ts";
export type { ExecutionHooks, ExecutionResult, ExecutionTask, Executor } from "./executors/executor.ts";
export { onnxRuntimeDigest } from "./executors/onnx/onnx-runtime.ts";
export { createAgentMetrics } from "./observe/agent-metrics.ts";
export { type RunningAgent, standardExecutors, startAgent } from "./start-agent.ts";
