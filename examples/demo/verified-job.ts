import { readFileSync } from "node:fs";
import { openResult, submitJob } from "@qubix/client";
import { blobDigest, type JobDocument } from "@qubix/protocol";
import { digitsCsv } from "../digits/digits.ts";
import { JobStory } from "./follow-job.ts";
import { specBase, termsBase } from "./spec-parts.ts";
import type { Stage } from "./stage.ts";

const WHO = "verified";
const PROGRAM = new URL("../dist/neighbours.wasm", import.meta.url);

/** Three providers run the same program on the same CSV; one of them makes its result up. */
export async function verifiedJob(stage: Stage): Promise<JobDocument> {
  const vera = stage.account("vera");
  const submitter = stage.submitterOf(vera);
  const { narrator } = stage;
  const [program, csv] = [new Uint8Array(readFileSync(PROGRAM)), digitsCsv()];
  for (const bytes of [program, csv]) await submitter.hub.uploadBlob(bytes);
  const spec = {
    ...specBase(submitter, "neighbours", [{ path: "digits.csv", bytes: csv }]),
    kind: "wasm" as const,
    program: { digest: blobDigest(program), size: program.length },
    arguments: ["/in/digits.csv", "5"],
  };
  const providers = ["anna", "boris", "liam"].map((name) => stage.provider(name).slot);
  const { key, escrow } = await submitJob(submitter, spec, { ...termsBase(stage, 3, 2), providers });
  narrator.say(WHO, `vera lets anna, boris and liam compute the same, locks ${escrow} QU: job ${key.slice(0, 8)}…`);
  const job = await new JobStory(stage, WHO, key).until("settled");
  const opened = await openResult(submitter.hub, job, vera.keyPair);
  const summary = opened?.outputs.get("summary.json");
  narrator.say(WHO, `the result of the majority: ${new TextDecoder().decode(summary).trim()}`);
  return job;
}
