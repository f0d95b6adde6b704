import { cryptoRandom } from "@qubix/market";
import type { HubParts } from "../hub-parts.ts";
import { lead } from "../roles/lead.ts";
import { Pulse } from "../roles/pulse.ts";
import { Collector } from "./collector.ts";
import { Sender } from "./sender.ts";

/** Feeds are looked at this often: nobody wakes this side, so that nothing is added to the way of a job. */
const LOOK_MS = 500;
const TIDY_MS = 60_000;
const FORGET_AT_ONCE = 5_000;

/** Collects and sends deliveries while this process leads the webhooks of its hub. @returns stops it */
export function runWebhooks(parts: HubParts): () => Promise<void> {
  const { store, config, egress, secrets, metrics, log } = parts;
  const { retryForMs, keepMs, activityMs } = config.webhooks;
  return lead(
    store.leases,
    "webhooks",
    parts.holder,
    async ({ signal }) => {
      const warn = (error: unknown) => log.warn("webhooks could not be looked after", { error: String(error) });
      const sending = new Pulse(LOOK_MS, warn);
      const collector = new Collector(store);
      const sender = new Sender(
        {
          ...{ store, egress, secrets, log, clock: store.clock, random: cryptoRandom, config: config.webhooks },
          onAttempt: (ok, ms) => metrics.webhooks.delivery(ok ? "delivered" : "failed", ms / 1000),
        },
        () => sending.wake(),
      );
      const step = async () => {
        const more = await collector.step();
        await sender.step();
        return more;
      };
      const tidy = async () => {
        const now = store.clock.now();
        await store.webhooks.giveUp(now - retryForMs);
        await store.webhooks.forget(now - keepMs, FORGET_AT_ONCE);
      };
      await Promise.all([
        sending.run(step, signal),
        new Pulse(activityMs, warn).run(() => collector.activity(), signal),
        new Pulse(TIDY_MS, warn).run(tidy, signal),
      ]);
      await sender.idle();
    },
    log,
  );
}
