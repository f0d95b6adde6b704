import { parseArgs } from "node:util";
import { logLastWords } from "@qubix/observe";
import { readAgentConfig } from "./config/agent-config.ts";
import { observeAgent } from "./observe/observe-agent.ts";
import { type RunningAgent, startAgent } from "./start-agent.ts";

/** `agent --config FILE`: prints one line of JSON when it is ready. SIGTERM and SIGINT end it at once (what was going on
 * goes on at the next start), SIGUSR2 lets it finish what it has first. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { config: { type: "string" } } });
  if (values.config === undefined) throw new Error("Give the configuration: --config FILE");
  const config = readAgentConfig(values.config);
  const observing = await observeAgent(config);
  logLastWords(observing.log);
  const agent = await startAgent(config, observing);
  const { provider, machine, identity, metricsUrl: metrics } = agent;
  endOn(agent);
  process.stdout.write(`${JSON.stringify({ ready: true, provider, machine, identity, metrics })}\n`);
}

function endOn(agent: RunningAgent): void {
  const end = (how: () => Promise<void>) => () => {
    how().then(
      () => process.exit(0),
      (error: Error) => fail(error),
    );
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, end(agent.stop));
  process.once("SIGUSR2", end(agent.drain));
}

function fail(error: Error): never {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

main().catch(fail);
