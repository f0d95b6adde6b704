import type { ObserveConfig } from "../config.ts";
import { noTracer, type Tracer } from "./tracer.ts";

/** The tracer that the configuration asks for. OpenTelemetry is loaded only when there is one. */
export async function openTracer(
  traces: ObserveConfig["traces"],
  resource: { service: string; version: string; instance: string },
  onError: (error: Error) => void,
): Promise<Tracer> {
  if (traces === undefined) return noTracer;
  const { openTelemetryTracer } = await import("./open-telemetry-tracer.ts");
  return openTelemetryTracer(traces, resource, onError);
}
