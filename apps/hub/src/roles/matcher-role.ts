import { randomInt } from "node:crypto";
import type { Random } from "@qubix/market";
import { channels } from "@qubix/store";
import type { Applied } from "../chain/apply-events.ts";
import type { HubParts } from "../hub-parts.ts";
import { Matcher } from "../matching/matcher.ts";
import { lead, pause } from "./lead.ts";
import { Pulse } from "./pulse.ts";

/** Looks for work at least this often, woken or not. */
const LOOK_MS = 500;

const RANGE = 2 ** 47;
/** Chance from the system's generator: who gets a job must not be foreseeable. */
export const cryptoRandom: Random = { fraction: () => randomInt(RANGE) / RANGE };

/** Matches while this process leads the matching of this hub. @returns stops it */
export function runMatcher(parts: HubParts): () => Promise<void> {
  const { store, view, config, signals, bus, log } = parts;
  return lead(
    store.leases,
    "matcher",
    parts.holder,
    async ({ token, signal }) => {
      while (!signal.aborted && !(view.hub() && view.config())) await pause(LOOK_MS / 5, signal);
      const hub = view.hub();
      const contract = view.config();
      if (signal.aborted || !hub || !contract) return;
      const matcher = new Matcher(
        {
          store,
          random: cryptoRandom,
          hub: hub.slot,
          config: contract,
          leaseTicks: Math.min(contract.maxLeaseTicks, Math.max(contract.minLeaseTicks, config.leases.leaseTicks)),
          starvedAfterMs: config.matching.starvedAfterMs,
          onPlanned: (id) => signals.tellIntent(id),
          log,
          metrics: parts.metrics.matching,
          blocked: parts.blocks.forMatching,
        },
        token,
      );
      let fatal: unknown;
      const failed = new AbortController();
      const pulse = new Pulse(LOOK_MS, (error) => {
        fatal = error;
        failed.abort();
      });
      const applied = ({ providers, attempts }: Applied) => {
        for (const provider of providers) matcher.noteProvider(provider);
        for (const attempt of attempts) matcher.noteAttempt(attempt);
        pulse.wake();
      };
      const machine = (provider: number, id: string) => {
        matcher.noteMachine(provider, id).then(
          () => pulse.wake(),
          (error) => log.warn("a machine could not be noted", { error: String(error) }),
        );
      };
      const unsubscribe = bus.subscribe(channels.waiting, () => pulse.wake());
      signals.on("applied", applied);
      signals.on("machine", machine);
      signal.addEventListener("abort", () => failed.abort(), { once: true });
      const step = async () => {
        const more = await matcher.step();
        // Matches that come close together share one transaction.
        if (more) await pause(config.matching.gatherMs, signal);
        return more;
      };
      try {
        await pulse.run(step, failed.signal);
      } finally {
        unsubscribe();
        signals.off("applied", applied);
        signals.off("machine", machine);
      }
      if (fatal) throw fatal;
    },
    log,
  );
}
