import { readFileSync } from "node:fs";
import { openResult, submitJob } from "@qubix/client";
import { blobDigest, type JobDocument } from "@qubix/protocol";
import { JobStory } from "./follow-job.ts";
import { specBase, termsBase } from "./spec-parts.ts";
import type { Stage } from "./stage.ts";

const WHO = "failure";
const PROGRAM = new URL("../dist/endurance.wasm", import.meta.url);
/** Long enough to be interrupted on a fast machine, where news of a run is up to half a second old; in thousands of numbers to try. */
const THOUSANDS = "8000";
const KILL_AFTER_MS = 300;

/** A provider's machine loses power in mid-run; the job moves to another and finishes. */
export async function failureJob(stage: Stage): Promise<JobDocument> {
  const felix = stage.account("felix");
  const submitter = stage.submitterOf(felix);
  const { narrator } = stage;
  const program = new Uint8Array(readFileSync(PROGRAM));
  await submitter.hub.uploadBlob(program);
  const spec = {
    ...specBase(submitter, "endurance", []),
    kind: "wasm" as const,
    program: { digest: blobDigest(program), size: program.length },
    arguments: [THOUSANDS],
  };
  const providers = ["clara", "dora"].map((name) => stage.provider(name).slot);
  const { key, escrow } = await submitJob(submitter, spec, { ...termsBase(stage, 1, 1), providers });
  narrator.say(WHO, `felix has a long computation for clara or dora, locks ${escrow} QU: job ${key.slice(0, 8)}…`);
  let killing: Promise<void> | undefined;
  const job = await new JobStory(stage, WHO, key).until("settled", (seen) => {
    const running = seen.attempts.find(({ phase, state }) => phase === "running" && state === "authorized");
    if (running) killing ??= killProvider(stage, running.provider);
  });
  if (!killing) throw new Error("The job ended before its provider could be killed.");
  await killing;
  if (job.attempts.length < 2) throw new Error("The job did not move to another provider.");
  const opened = await openResult(submitter.hub, job, felix.keyPair);
  const records = new TextDecoder().decode(opened?.outputs.get("records.csv")).trim().split("\n");
  narrator.say(
    WHO,
    `the result of the second machine: the longest sequence begins at ${records.at(-1)?.replace(",", " and has ")} steps`,
  );
  return job;
}

async function killProvider(stage: Stage, slot: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, KILL_AFTER_MS));
  const victim = stage.localnet.providers.find((provider) => provider.slot === slot)!;
  await stage.localnet.children.kill(`agent ${victim.name}`);
  stage.narrator.say(WHO, `${victim.name}'s machine is gone: its processes were killed in mid-run (SIGKILL)`);
}
