import type { HubClient } from "../hub/hub-client.ts";

/** Digest of the runtime for models that most of the hub's connected machines have; undefined where none has any. */
export async function commonRuntime(hub: HubClient): Promise<string | undefined> {
  const counts = new Map<string, number>();
  for await (const { machines } of hub.pages("listProviders", { query: { limit: 200 } })) {
    for (const runtime of machines.flatMap(({ runtimes }) => runtimes))
      counts.set(runtime, (counts.get(runtime) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
