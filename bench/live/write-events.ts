import { setTimeout as sleep } from "node:timers/promises";
import type { Store } from "@qubix/store";
import { newJob } from "@qubix/store/testing";
import { type Mark, machineMs, type Question } from "./messages.ts";

/** Nobody expects such a job on the chain yet: the hub leaves it alone. */
const NEVER = 4_294_967_295;

/** The part of a hub that changes jobs: answers `jobs` with keys, `write` with what was committed when. */
export async function writeEvents(store: Store, question: Question): Promise<string[] | Mark[]> {
  if (question.do === "jobs") return makeJobs(store, question.count);
  if (question.do !== "write") throw new Error(`this process does not ${question.do}`);
  const { keys, perSecond, seconds } = question;
  const marks: Mark[] = [];
  const running = new Set<Promise<void>>();
  const began = machineMs();
  for (let n = 0; n < perSecond * seconds; n++) {
    const early = began + (n * 1000) / perSecond - machineMs();
    if (early > 1) await sleep(early);
    const of = n % keys.length;
    const commit = append(store, keys[of]!, of, marks).finally(() => running.delete(commit));
    running.add(commit);
  }
  await Promise.all(running);
  return marks;
}

async function makeJobs(store: Store, count: number): Promise<string[]> {
  const keys: string[] = [];
  for (let made = 0; made < count; made += 100)
    await store.transaction(async (within) => {
      for (let i = made; i < Math.min(made + 100, count); i++) {
        const { job } = await within.jobs.insert(newJob({ createBy: NEVER }));
        keys.push(job.key);
      }
    });
  return keys;
}

async function append(store: Store, key: string, of: number, marks: Mark[]): Promise<void> {
  const [event] = await store.jobs.appendEvents(key, [
    { type: "progress", attempt: 1, phase: "running", progress: 0.5 },
  ]);
  marks.push([of, event!.seq, machineMs()]);
}
