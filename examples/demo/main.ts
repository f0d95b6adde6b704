/**
 * npm run demo: a local Qubic network from nothing, and three jobs side by side on it, each paid and proved on the chain.
 * With `-- --json` the story goes to stderr and the last line of stdout is one JSON object.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { contractReader } from "@qubix/contract";
import type { JobDocument } from "@qubix/protocol";
import { type CheckedJob, checkJob } from "./check-job.ts";
import { burned, lostMoney, takeSnapshot } from "./conservation.ts";
import { expectations } from "./expectations.ts";
import { failureJob } from "./failure-job.ts";
import { inferenceJob } from "./inference-job.ts";
import { Narrator } from "./narrator.ts";
import { paymentTable } from "./payment-table.ts";
import { type Stage, setStage } from "./stage.ts";
import { grouped } from "./text-table.ts";
import { verifiedJob } from "./verified-job.ts";

const JOBS: [kind: string, play: (stage: Stage) => Promise<JobDocument>][] = [
  ["inference", inferenceJob],
  ["verified compute", verifiedJob],
  ["failure", failureJob],
];

const { values } = parseArgs({ options: { json: { type: "boolean", default: false } } });
const narrator = new Narrator(values.json ? process.stderr : process.stdout);
const interrupted = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => interrupted.abort(new Error("Interrupted.")));
}
const folder = mkdtempSync(join(tmpdir(), "qubix-demo-"));
let stage: Stage | undefined;
try {
  const aborted = new Promise<never>((_, reject) => {
    interrupted.signal.addEventListener("abort", () => reject(interrupted.signal.reason));
  });
  await Promise.race([play(), aborted]);
} catch (error) {
  process.exitCode = interrupted.signal.aborted ? 130 : 1;
  process.stderr.write(`\nThe demo failed: ${(error as Error).message}\n`);
} finally {
  await stage?.localnet.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function play(): Promise<void> {
  narrator.title("A local Qubic network");
  stage = await setStage(folder, narrator, interrupted.signal);
  narrator.title("Three jobs, side by side");
  const on = stage;
  const checked = await Promise.all(JOBS.map(async ([kind, job]) => checkJob(on, kind, await job(on))));
  for (const job of checked) expectations(on, job);
  narrator.title("Who was paid");
  for (const job of checked) {
    narrator.block(`${job.report.kind}: ${job.report.closeReason}\n${paymentTable(on, job)}\n`);
  }
  await conclude(on, checked);
}

async function conclude(on: Stage, checked: CheckedJob[]): Promise<void> {
  narrator.title("Is it true?");
  const { node, network } = on.localnet;
  const signaturesVerified = checked.reduce((sum, { verdict }) => sum + verdict.signatures, 0);
  for (const { report, verdict } of checked) {
    const count = verdict.checks.length;
    narrator.say(
      "chain",
      `receipt of ${report.kind}: ${count} things checked, ${verdict.signatures} signatures, all as on the chain`,
    );
  }
  const end = await takeSnapshot(node, contractReader(node, network.contract.index), on.identities);
  const wrong = lostMoney(on.start, end);
  if (wrong.length > 0) throw new Error(`Money is not where it belongs.\n${wrong.join("\n")}`);
  narrator.say(
    "chain",
    `all balances, stakes, bonds and escrows sum to ${grouped(end.supply)} QU: what there was, less ${grouped(burned(on.start, end))} QU burned`,
  );
  const seconds = Math.round(narrator.seconds * 10) / 10;
  narrator.say("chain", `done in ${seconds} s`);
  const jobs = checked.map(({ report }) => report);
  const summary = { jobs, conserved: true, signaturesVerified, seconds };
  if (values.json) process.stdout.write(`${JSON.stringify(summary)}\n`);
}
