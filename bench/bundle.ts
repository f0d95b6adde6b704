/**
 * How fast are the 451 signatures of one authorization verified? Ours beside the emscripten build of the public
 * TypeScript library, on one core. That library's licence keeps it out of our dependencies, so it is installed into a temporary folder.
 */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createSeed, k12, keyPairFromSeed, type SignedDigest, sign, verifyMany } from "@qubix/qubic";

const QUORUM = 451;
const ROUNDS = 15;
const OTHER = "@qubic-lib/qubic-ts-library";
const OTHER_VERSION = "0.1.6";

/** Medians of runs that alternate, in a warm process; `firstMs` is our first run of all, with compilation. */
export async function bench(): Promise<{
  msFor451: number;
  firstMs: number;
  oursPerSecond: number;
  emscriptenPerSecond: number;
  ratio: number;
}> {
  const bundle = signBundle();
  const verifyOurs = () => mustHold(verifyMany(bundle).every((valid) => valid));
  const firstMs = time(verifyOurs);
  const folder = await mkdtemp(join(tmpdir(), "qubix-bench-"));
  try {
    const verifyOther = await installOther(folder);
    const verifyOthers = () => mustHold(bundle.every(verifyOther));
    verifyOthers();
    const times = Array.from({ length: ROUNDS }, () => [time(verifyOurs), time(verifyOthers)] as const);
    const ours = median(times.map(([first]) => first));
    const other = median(times.map(([, second]) => second));
    console.error(`ours:       ${ours.toFixed(1)} ms for ${QUORUM} (the first time ${firstMs.toFixed(1)} ms)`);
    console.error(`emscripten: ${other.toFixed(1)} ms for ${QUORUM}, ${(other / ours).toFixed(1)} times as long`);
    return {
      msFor451: round(ours, 2),
      firstMs: round(firstMs, 2),
      oursPerSecond: Math.round((QUORUM / ours) * 1000),
      emscriptenPerSecond: Math.round((QUORUM / other) * 1000),
      ratio: round(other / ours, 2),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** One digest signed by 451 keys. */
function signBundle(): SignedDigest[] {
  const digest = k12(new TextEncoder().encode("bundle"));
  return Array.from({ length: QUORUM }, () => {
    const keys = keyPairFromSeed(createSeed());
    return { publicKey: keys.publicKey, digest, signature: sign(keys, digest) };
  });
}

async function installOther(folder: string): Promise<(item: SignedDigest) => boolean> {
  console.error(`installing ${OTHER}@${OTHER_VERSION} into ${folder} to compare with`);
  const args = [
    "install",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--prefix",
    folder,
    `${OTHER}@${OTHER_VERSION}`,
  ];
  await promisify(execFile)("npm", args, { shell: process.platform === "win32" });
  const load = createRequire(join(folder, "package.json"));
  const { schnorrq } = await load(`${OTHER}/dist/crypto/index.js`).default;
  return ({ publicKey, digest, signature }) => schnorrq.verify(publicKey, digest, signature) === 1;
}

function time(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function mustHold(valid: boolean): void {
  if (!valid) throw new Error("A good signature was refused: the figures would be meaningless");
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
