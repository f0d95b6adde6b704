import { Counter, Gauge, Histogram, QUICK_SECONDS, type Registry } from "@qubix/observe";

/** One answered request. */
export interface AnsweredRequest {
  /** The route's name in protocol's table, or `none`. */
  route: string;
  status: number;
  seconds: number;
  /** Sent, headers included. */
  bytes: number;
}

/** The API: what is asked, how it is answered, and how long that takes. */
export function apiMetrics(registry: Registry) {
  const registers = [registry];
  const requests = new Counter({
    name: "qubix_api_requests_total",
    help: "Requests answered.",
    labelNames: ["route", "status"],
    registers,
  });
  const latency = new Histogram({
    name: "qubix_api_request_seconds",
    help: "Time from a request's head to the end of its answer. Long polls are in it.",
    labelNames: ["route", "class"],
    buckets: QUICK_SECONDS,
    registers,
  });
  const bytes = new Counter({
    name: "qubix_api_sent_bytes_total",
    help: "Bytes of answers, headers included.",
    labelNames: ["route"],
    registers,
  });
  const inFlight = new Gauge({
    name: "qubix_api_requests_in_flight",
    help: "Requests being answered, long polls included.",
    registers,
  });
  const problems = new Counter({
    name: "qubix_api_problems_total",
    help: "Problem documents sent, by code.",
    labelNames: ["code"],
    registers,
  });
  return {
    begun: () => inFlight.inc(),
    answered(request: AnsweredRequest) {
      const { route, status, seconds } = request;
      inFlight.dec();
      requests.inc({ route, status });
      latency.observe({ route, class: `${Math.floor(status / 100)}xx` }, seconds);
      bytes.inc({ route }, request.bytes);
    },
    problem: (code: string) => problems.inc({ code }),
  };
}
