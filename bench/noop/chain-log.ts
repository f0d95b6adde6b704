import { type ContractReader, type Event, FIRST_EVENT, followEvents } from "@qubix/contract";

const LOOK_MS = 50;

/**
 * Tells the contract's events while a bench runs, in order and each once: the contract keeps only the last few thousand, so
 * they are read as they come. @returns ends it
 */
export function followChain(reader: ContractReader, take: (event: Event) => void): () => Promise<void> {
  let running = true;
  const reading = (async () => {
    let cursor = FIRST_EVENT;
    while (running) {
      for await (const news of followEvents(reader, cursor)) {
        if (news.kind !== "event") throw new Error(`Events were lost to the bench: ${news.kind}.`);
        take(news.event);
        cursor = news.cursor;
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  })();
  return async () => {
    running = false;
    await reading;
  };
}
