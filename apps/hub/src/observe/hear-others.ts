import { channels, decodeStateChanges, type Store } from "@qubix/store";
import type { JobObserver } from "./job-observer.ts";

/** Tells the observer what other processes of the hub did to jobs, so that it can time what follows. @returns ends it */
export async function hearOthers(store: Store, observer: JobObserver): Promise<() => Promise<void>> {
  return store.pubSub.subscribe(channels.stateChanges, (message) => {
    for (const { key, state } of decodeStateChanges(message)) if (key) observer.heard(key, state, store.clock.now());
  });
}
