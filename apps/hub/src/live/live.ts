import type { AppContext } from "../app-context.ts";
import { Connections } from "./connections.ts";
import { LiveFeeds } from "./live-feeds.ts";
import { NetworkFeed } from "./network-feed.ts";

/** What all live connections of this process share. */
export interface Live {
  context: AppContext;
  connections: Connections;
  feeds: LiveFeeds;
  network: NetworkFeed;
  /** Sends everybody away; they come back to another process, or later. */
  close(): void;
}

export function openLive(context: AppContext): Live {
  const { store, bus, chain, config, log, metrics } = context;
  const onError = (error: unknown) => log.warn("a live feed failed; it is read again", { error: String(error) });
  const connections = new Connections(config.live, metrics.live);
  const heads = {
    job: (keys: readonly string[]) => store.jobs.heads(keys),
    account: (identities: readonly string[]) => store.accountFeed.heads(identities),
  };
  const feeds = new LiveFeeds(store.pubSub, heads, onError);
  return {
    context,
    connections,
    feeds,
    network: new NetworkFeed(bus, store.pubSub, chain, onError),
    close() {
      connections.close();
      feeds.close();
    },
  };
}
