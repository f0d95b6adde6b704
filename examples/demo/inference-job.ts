import { actOnJob, JobNotOnChainError, openResult, refusalCode, submitJob } from "@qubix/client";
import { decodeNpy, encodeNpy } from "@qubix/client/onnx";
import { Code } from "@qubix/contract";
import type { Account } from "@qubix/localnet";
import type { JobDocument } from "@qubix/protocol";
import type { Digit } from "../digits/digits.ts";
import { splitDigits } from "../digits/split.ts";
import { JobStory } from "./follow-job.ts";
import { specBase, termsBase } from "./spec-parts.ts";
import type { Stage } from "./stage.ts";

const WHO = "inference";
const IMAGES = 100;
const SHOWN = 20;
/** How the contract refuses who comes after the end. */
const CLOSED: (number | undefined)[] = [Code.UnknownJob, Code.WrongState];

/** One pays to classify handwriting that the model never saw; its creator earns a royalty. */
export async function inferenceJob(stage: Stage): Promise<JobDocument> {
  const rita = stage.account("rita");
  const submitter = stage.submitterOf(rita);
  const { model, narrator } = stage;
  const images = splitDigits().heldOut.slice(0, IMAGES);
  const image = encodeNpy({ dtype: "float32", shape: [IMAGES, 1, 8, 8], bytes: pixelsOf(images) });
  await submitter.hub.uploadBlob(image);
  const spec = {
    ...specBase(submitter, "digits", [{ path: "image.npy", bytes: image }]),
    kind: "onnx" as const,
    arguments: [],
    model: { manifest: model.document.digest, namespace: model.document.namespace, name: model.document.name },
    runtime: { digest: await runtimeOf(stage) },
  };
  // Anybody may take it who asks for no more; the providers of the long computation want more.
  const terms = { ...termsBase(stage, 1, 1), priceCap: 430n, model: { slot: model.slot, royalty: model.royalty } };
  const { key, escrow } = await submitJob(submitter, spec, terms);
  narrator.say(WHO, `rita wants ${IMAGES} digits read, locks ${escrow} QU: job ${key.slice(0, 8)}…`);
  const story = new JobStory(stage, WHO, key);
  const revealed = await story.until("result");
  const opened = await openResult(submitter.hub, revealed, rita.keyPair);
  const predictions = [...new BigInt64Array(decodeNpy(opened!.outputs.get("digit.npy")!).bytes.slice().buffer)].map(
    Number,
  );
  tellPredictions(stage, images, predictions);
  await accept(stage, rita, key);
  return story.until("settled");
}

/** The window to object is of ticks, which the other jobs hasten: where it is over first, the job is paid as well. */
async function accept({ narrator, localnet, submitterOf }: Stage, rita: Account, key: string): Promise<void> {
  try {
    await actOnJob(submitterOf(rita).hub, localnet.callerOf(rita), "accept", key);
    narrator.say(WHO, "rita accepts the result: the window to object closes at once, if it is still open");
  } catch (error) {
    if (!isOver(error)) throw error;
    narrator.say(WHO, "rita would accept the result, but the window to object is over already");
  }
}

const isOver = (error: unknown): boolean => error instanceof JobNotOnChainError || CLOSED.includes(refusalCode(error));

function tellPredictions({ narrator }: Stage, images: Digit[], predictions: number[]): void {
  const right = images.filter(({ label }, i) => label === predictions[i]).length;
  narrator.say(
    WHO,
    `opened the sealed result: ${right} of ${images.length} are right (${(100 * right) / images.length} %)`,
  );
  narrator.say(
    WHO,
    `  labels      ${images
      .slice(0, SHOWN)
      .map(({ label }) => label)
      .join(" ")} …`,
  );
  narrator.say(WHO, `  predictions ${predictions.slice(0, SHOWN).join(" ")} …`);
  if (right < images.length * 0.9) throw new Error(`The classifier got only ${right} of ${images.length} right.`);
}

function pixelsOf(images: Digit[]): Uint8Array {
  return new Uint8Array(Float32Array.from(images.flatMap(({ pixels }) => [...pixels])).buffer);
}

/** The runtime that the connected machines have. */
async function runtimeOf(stage: Stage): Promise<string> {
  const { hub } = stage.submitterOf(stage.account("rita"));
  const { items } = await hub.call("listProviders", { query: { limit: 200 } });
  const [runtime] = items.flatMap(({ machines }) => machines.flatMap(({ runtimes }) => runtimes));
  if (!runtime) throw new Error("No connected machine can run models.");
  return runtime;
}
