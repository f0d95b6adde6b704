import { Health, logLastWords, type ObserveConfig, type Observing, startObserving } from "@qubix/observe";
import type { Devnet } from "../devnet.ts";
import type { DevnetOptions } from "../devnet-options.ts";
import { startDevnet } from "../start-devnet.ts";
import { VERSION } from "../version.ts";
import { createDevnetMetrics } from "./devnet-metrics.ts";

/** A local network as a program runs it: with a log, and metrics and health where the configuration says so. */
export async function startObservedDevnet(
  options: DevnetOptions,
  config: ObserveConfig,
  level: "error" | "warn" | "info" | "debug",
): Promise<{ devnet: Devnet; observing: Observing; metricsUrl: string | undefined }> {
  const observing = await startObserving(config, { service: "devnet", version: VERSION, level });
  const { log, registry } = observing;
  logLastWords(log);
  const metrics = createDevnetMetrics(registry);
  const devnet = await startDevnet({
    ...options,
    watcher: metrics,
    onContractLog: (severity, message) => log.debug("the contract logs", { severity, bytes: message.length }),
    onHalted: (error) => log.error("the chain has halted", { error }),
  });
  const health = new Health({ chain: () => devnet.info().halted ?? undefined });
  const metricsUrl = await observing.listen(health, () => metrics.info(devnet.info()));
  const { tick, epoch, rpcPort, tcpPort, contractIndex } = devnet.info();
  log.info("the network is up", { tick, epoch, rpcPort, tcpPort, contractIndex });
  return { devnet, observing, metricsUrl };
}
