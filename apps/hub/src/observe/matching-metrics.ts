import { Counter, Gauge, Histogram, QUICK_SECONDS, type Registry } from "@qubix/observe";

/** Matching and leases. */
export function matchingMetrics(registry: Registry) {
  const registers = [registry];
  const turns = new Histogram({
    name: "qubix_matching_turn_seconds",
    help: "Time that matching alone took in one turn of the matcher.",
    buckets: QUICK_SECONDS,
    registers,
  });
  const waited = new Histogram({
    name: "qubix_matching_waited_seconds",
    help: "Time a replica waited for its match.",
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 3_600, 21_600],
    registers,
  });
  const reservations = new Counter({
    name: "qubix_matching_reservations_total",
    help: "Reservations tried, by outcome: made, or why not.",
    labelNames: ["outcome"],
    registers,
  });
  const unmatched = new Counter({
    name: "qubix_matching_unmatched_total",
    help: "Looks at the market that found no machine.",
    registers,
  });
  const renewals = new Counter({ name: "qubix_leases_renewals_total", help: "Leases asked to be renewed.", registers });
  const revocations = new Counter({
    name: "qubix_leases_revocations_total",
    help: "Attempts without a heartbeat whose revocation was asked for.",
    registers,
  });
  const leader = new Gauge({
    name: "qubix_leader",
    help: "1 while this process leads the role.",
    labelNames: ["role"],
    registers,
  });
  return {
    turn(seconds: number, without: number) {
      turns.observe(seconds);
      unmatched.inc(without);
    },
    /** @param outcome `made`, or why not; @param waitedSeconds of the replica so far */
    reservation(outcome: string, waitedSeconds: number) {
      reservations.inc({ outcome });
      if (outcome === "made") waited.observe(Math.max(0, waitedSeconds));
    },
    renewed: (leases: number) => renewals.inc(leases),
    revoked: () => revocations.inc(),
    leads: (role: string, leads: boolean) => leader.set({ role }, leads ? 1 : 0),
  };
}
