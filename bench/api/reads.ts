import { API_PREFIX } from "@qubix/protocol";
import autocannon from "autocannon";

const CONNECTIONS = 32;
const WARM_UP_SECONDS = 2;

export interface ReadFigures {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Answers that were no 200; must be none. */
  failed: number;
}

/** A mix of three parts: one job, twenty jobs, the network; each connection waits for its answer. */
export async function measureReads(url: string, keys: readonly string[], seconds: number): Promise<ReadFigures> {
  let next = 0;
  const options: autocannon.Options = {
    url,
    connections: CONNECTIONS,
    requests: [
      {
        setupRequest: (request) => ({ ...request, path: `${API_PREFIX}/jobs/${keys[next++ % keys.length]}` }),
      },
      { path: `${API_PREFIX}/jobs?limit=20` },
      { path: `${API_PREFIX}/network` },
    ],
  };
  await autocannon({ ...options, duration: WARM_UP_SECONDS });
  const { requests, latency, non2xx, errors } = await autocannon({ ...options, duration: seconds });
  return {
    perSecond: Math.round(requests.average),
    p50Ms: latency.p50,
    p99Ms: latency.p99,
    failed: non2xx + errors,
  };
}
