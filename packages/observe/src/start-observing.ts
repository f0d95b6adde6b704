import type { Registry } from "prom-client";
import type { Logger } from "winston";
import type { ObserveConfig } from "./config.ts";
import type { Health } from "./health/health.ts";
import { startObserveServer } from "./http/start-observe-server.ts";
import { instanceName } from "./instance-name.ts";
import { createLog, type LogOptions } from "./log/create-log.ts";
import { processRegistry } from "./metrics/process-registry.ts";
import { openTracer } from "./trace/open-tracer.ts";
import type { Tracer } from "./trace/tracer.ts";

/** What watches a process. */
export interface Observing {
  log: Logger;
  /** Where its metrics are registered. */
  registry: Registry;
  tracer: Tracer;
  /**
   * Answers metrics and health where the configuration says so.
   * @param refresh sets what is told as it is at the moment, right before each answer
   * @returns its address; undefined when the configuration names none
   */
  listen(health: Health, refresh?: () => void): Promise<string | undefined>;
  /** Stops answering, and sends the spans that are left. */
  close(): Promise<void>;
}

/** Opens log, metrics and traces of a process. */
export async function startObserving(
  config: ObserveConfig,
  about: Pick<LogOptions, "service" | "version" | "level" | "scope">,
): Promise<Observing> {
  const own = { ...about, instance: instanceName() };
  const log = createLog({ ...own, format: config.logFormat });
  const registry = processRegistry(own.service, own.version);
  const tracer = await openTracer(config.traces, own, (error) =>
    log.warn("spans could not be sent; they are dropped", { error: error.message }),
  );
  const closers: (() => Promise<void>)[] = [() => tracer.close()];
  return {
    log,
    registry,
    tracer,
    async listen(health, refresh = () => {}) {
      if (config.metrics === undefined) return undefined;
      const server = await startObserveServer(config.metrics, { registry, health, refresh });
      closers.push(() => server.close());
      return server.url;
    },
    async close() {
      for (const close of closers.reverse())
        await close().catch((error) => log.warn("what was observed could not be sent to its end", { error }));
    },
  };
}
