import { chargeOf, type UsageStatement } from "@qubix/protocol";
import type { Attempt } from "../attempts/attempt.ts";
import type { Services } from "../services.ts";
import type { RunMeter } from "./run-meter.ts";

/** What the run used and is charged. */
export function usageOf(
  attempt: Attempt,
  meter: RunMeter,
  { config, provider }: Pick<Services, "config" | "provider">,
): UsageStatement {
  const { wallMs, fuel } = meter.usage;
  const used = {
    wallMs,
    ...(attempt.spec.kind === "wasm" && { fuel: String(fuel) }),
    asks: config.asks ?? {},
    leastPrice: String(provider.minPrice),
    limit: String(attempt.limit),
  };
  return { version: 1, ...used, charge: String(chargeOf(used, attempt.spec)) };
}
