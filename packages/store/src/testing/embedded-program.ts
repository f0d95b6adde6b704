import { openStore } from "../open-store.ts";
import { newJob } from "./fixtures.ts";

/** A process for tests: `open-and-close`, or `insert-forever` printing the key of each job that is committed. */
const [what, dataDir] = process.argv.slice(2);
const store = await openStore({ dataDir });
if (what === "open-and-close") {
  await store.effects.handle("anything", async () => undefined);
  await store.outbox.add([{ kind: "anything", payload: {} }]);
  await store.close();
} else {
  for (;;) {
    const { job } = await store.jobs.insert(newJob());
    await store.jobs.change(job.key, 1, { state: "funded" });
    console.log(job.key);
  }
}
