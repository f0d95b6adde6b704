import { appendFileSync } from "node:fs";
import { newJob } from "@qubix/store/testing";
import { readConfigFile } from "../src/config.ts";
import { startHub } from "../src/start-hub.ts";
import { NEVER, progress, sent } from "./live-hub.ts";

/**
 * A hub's API process, for tests that kill it: `CONFIG IDENTITY JOURNAL`. It keeps adding jobs of the identity and events to them, and
 * notes in the journal what was committed: a job's key and its last number on each line.
 */
const [config, requester, journal] = process.argv.slice(2) as [string, string, string];
const hub = await startHub(readConfigFile(config));
const { store } = hub.context;
console.log(JSON.stringify({ ready: true, url: hub.url }));
const keys: string[] = [];
for (let i = 0; ; i++) {
  if (keys.length < 3) {
    const { job } = await store.jobs.insert(newJob({ requester, createBy: NEVER }));
    keys.push(job.key);
  }
  const key = keys[i % keys.length]!;
  const events = await store.jobs.appendEvents(key, [progress(i), sent(i), progress(i)]);
  appendFileSync(journal, `${key} ${events.at(-1)!.seq}\n`);
  await new Promise((resolve) => setTimeout(resolve, 5));
}
