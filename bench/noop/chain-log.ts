import { type ContractReader, type Event, FIRST_EVENT, followEvents } from "@qubix/contract";

/**
 * Collects the contract's events while a bench runs: the contract keeps only the last few thousand, so they are read
 * as they come. @returns what was collected, by `stop`
 */
export function collectEvents(reader: ContractReader): { events: Event[]; stop(): Promise<void> } {
  const events: Event[] = [];
  let running = true;
  const reading = (async () => {
    let cursor = FIRST_EVENT;
    while (running) {
      for await (const news of followEvents(reader, cursor)) {
        if (news.kind !== "event") throw new Error(`Events were lost to the bench: ${news.kind}.`);
        events.push(news.event);
        cursor = news.cursor;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  return {
    events,
    async stop() {
      running = false;
      await reading;
    },
  };
}
