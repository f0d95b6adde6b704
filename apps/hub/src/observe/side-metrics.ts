import { Counter, Gauge, Histogram, QUICK_SECONDS, type Registry } from "@qubix/observe";

/** Bundles of authorizations. */
export function bundleMetrics(registry: Registry) {
  const registers = [registry];
  const bundles = new Counter({
    name: "qubix_bundles_total",
    help: "Bundles by what became of them: pushed (verified), rebuilt from tick data, refused.",
    labelNames: ["outcome"],
    registers,
  });
  const signatures = new Counter({
    name: "qubix_bundles_signatures_verified_total",
    help: "Computors' signatures verified.",
    registers,
  });
  return {
    bundle: (outcome: "pushed" | "rebuilt" | "refused") => bundles.inc({ outcome }),
    signatures: (count: number) => signatures.inc(count),
  };
}

/** Live connections: WebSockets of readers and agents, and server-sent events. */
export function liveMetrics(registry: Registry) {
  const registers = [registry];
  const connections = new Gauge({
    name: "qubix_live_connections",
    help: "Open live connections, by kind.",
    labelNames: ["kind"],
    registers,
  });
  const messages = new Counter({
    name: "qubix_live_messages_total",
    help: "Live messages, by direction.",
    labelNames: ["direction"],
    registers,
  });
  const dropped = new Counter({
    name: "qubix_live_dropped_total",
    help: "Live connections that this side ended, by reason.",
    labelNames: ["reason"],
    registers,
  });
  return {
    opened: (kind: string) => connections.inc({ kind }),
    closed: (kind: string) => connections.dec({ kind }),
    sent: (count = 1) => messages.inc({ direction: "sent" }, count),
    received: () => messages.inc({ direction: "received" }),
    dropped: (reason: string) => dropped.inc({ reason }),
  };
}

/** Webhooks. */
export function webhookMetrics(registry: Registry) {
  const registers = [registry];
  const deliveries = new Counter({
    name: "qubix_webhooks_deliveries_total",
    help: "Tries to deliver, by outcome.",
    labelNames: ["outcome"],
    registers,
  });
  const seconds = new Histogram({
    name: "qubix_webhooks_delivery_seconds",
    help: "Time of one try to deliver.",
    buckets: QUICK_SECONDS,
    registers,
  });
  return {
    delivery(outcome: string, took: number) {
      deliveries.inc({ outcome });
      seconds.observe(took);
    },
  };
}

/** Blobs: programs, inputs, models, results. */
export function blobMetrics(registry: Registry) {
  const registers = [registry];
  const bytes = new Counter({
    name: "qubix_blobs_bytes_total",
    help: "Bytes of blobs, by direction: in (uploaded), out (sent, headers included), deleted.",
    labelNames: ["direction"],
    registers,
  });
  return { moved: (direction: "in" | "out" | "deleted", count: number) => bytes.inc({ direction }, count) };
}

/** Connections to the database. */
export function databaseMetrics(registry: Registry) {
  const registers = [registry];
  const connections = new Gauge({
    name: "qubix_database_connections",
    help: "Connections of this process to PostgreSQL: busy, idle, and queries waiting for one.",
    labelNames: ["state"],
    registers,
  });
  return {
    pool({ total, idle, waiting }: { total: number; idle: number; waiting: number }) {
      connections.set({ state: "busy" }, total - idle);
      connections.set({ state: "idle" }, idle);
      connections.set({ state: "waiting" }, waiting);
    },
  };
}
