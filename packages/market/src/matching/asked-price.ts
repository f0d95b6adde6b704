import type { MachineAsks } from "@qubix/protocol";
import type { PreparedDemand } from "./check-offer.ts";

/** A machine's asks as numbers, without prices of single programs or models. */
export interface AskRates {
  perRun: number;
  perCore: number;
  perGiB: number;
  perFuel: number;
}

/** Asks with the same key are the same but for the prices of single programs or models. */
export function asksKey(asks: MachineAsks | undefined): string {
  return asks ? JSON.stringify([asks.perRun, asks.perCoreSecond, asks.perGiBSecond, asks.perGigaFuel]) : "";
}

export function ratesOf(asks: MachineAsks | undefined): AskRates {
  return {
    perRun: Number(asks?.perRun ?? 0),
    perCore: Number(asks?.perCoreSecond ?? 0),
    perGiB: Number(asks?.perGiBSecond ?? 0),
    perFuel: Number(asks?.perGigaFuel ?? 0),
  };
}

/**
 * Price of a run that uses all that its limits allow, in floating point and a hair too low rather than too high: what
 * rounding added must not count as one QU more. `OfferBook.priceAt` tells it exactly.
 * @param perRun in place of the rates' own, where the program or model has its own
 */
export function askedPrice(rates: AskRates, demand: PreparedDemand, perRun = rates.perRun): number {
  const used = demand.seconds * rates.perCore + demand.gibSeconds * rates.perGiB + demand.gigaFuel * rates.perFuel;
  const whole = Math.ceil((perRun + used) * (1 - 1e-12));
  return demand.endsAtLimit && perRun <= demand.priceCap ? Math.min(whole, demand.priceCap) : whole;
}
