import { Dispatcher } from "../dispatch/dispatcher.ts";
import { HubSigner } from "../dispatch/hub-signer.ts";
import { TickViews } from "../dispatch/tick-views.ts";
import type { HubParts } from "../hub-parts.ts";
import { LeaseKeeper } from "../leases/lease-keeper.ts";
import { lead } from "./lead.ts";
import { Pulse } from "./pulse.ts";

/** Looks at open intents at least this often, woken or not. */
const LOOK_MS = 250;

/** Signs, sends and follows transactions, and keeps leases, while this process leads. @returns stops it */
export function runDispatcher(parts: HubParts): () => Promise<void> {
  const { store, view, config, signals, log } = parts;
  const leaseTicks = config.leases.leaseTicks;
  return lead(
    store.leases,
    "dispatcher",
    parts.holder,
    async ({ signal, token }) => {
      const dispatcher = new Dispatcher({
        store,
        token,
        nodes: parts.nodes,
        reader: parts.reader,
        view,
        signer: new HubSigner(parts.keyPair, parts.reader),
        ticks: new TickViews(parts.nodes),
        tickOffset: config.chain.tickOffset,
        onAttempts: (attempts) => signals.tellApplied({ jobs: [], providers: [], attempts }),
        log,
        metrics: parts.metrics.dispatch,
      });
      const keeper = new LeaseKeeper({
        store,
        status: () => view.status(),
        onPlanned: (id) => signals.tellIntent(id),
        lostAfterMs: config.leases.lostAfterMs,
        leaseTicks,
        log,
        metrics: parts.metrics.matching,
      });
      const warn = (error: unknown) =>
        log.warn("transactions could not be looked after", {
          error: error instanceof Error ? error.message : String(error),
        });
      const sending = new Pulse(LOOK_MS, warn);
      const keeping = new Pulse(
        Math.max(20, Math.min(config.leases.heartbeatMs / 2, config.leases.lostAfterMs / 4)),
        warn,
      );
      const wake = () => sending.wake();
      const planned = (id: string) => {
        dispatcher.intents.note(id);
        wake();
      };
      signals.on("intent", planned);
      signals.on("tick", wake);
      signals.on("projected", wake);
      signals.on("applied", wake);
      try {
        let begun = false;
        const step = async () => {
          if (!begun) await dispatcher.begin();
          begun = true;
          await dispatcher.step();
        };
        await Promise.all([sending.run(step, signal), keeping.run(() => keeper.step(), signal)]);
      } finally {
        await dispatcher.idle();
        signals.off("intent", planned);
        signals.off("tick", wake);
        signals.off("projected", wake);
        signals.off("applied", wake);
      }
    },
    log,
  );
}
