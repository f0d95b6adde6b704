import type { ModelFile } from "@qubix/market";
import { type CardMetadata, type ModelManifest, ProtocolError } from "@qubix/protocol";
import { CARD_PATH, MAX_CARD_BYTES, readCard, readLicense, summaryOf } from "@qubix/protocol/card";
import { Problem } from "../problem.ts";

/** What a version says about itself: to programs, in one sentence, and at length. */
export interface Description {
  card: CardMetadata;
  summary: string;
  /** The manifest's description and the card: what words are looked for in. */
  text: string;
}

/**
 * From the card among a version's files, and from its manifest where there is no card.
 * @throws Problem INVALID_CARD
 */
export async function describeVersion(
  files: readonly ModelFile[],
  manifest: ModelManifest | undefined,
  read: (digest: string) => Promise<Uint8Array>,
): Promise<Description> {
  const file = files.find(({ path }) => path === CARD_PATH);
  if (file === undefined) return ofManifest(manifest);
  if (file.size > MAX_CARD_BYTES)
    throw new Problem("INVALID_CARD", `${CARD_PATH} has more than ${MAX_CARD_BYTES} bytes.`);
  const { metadata, body } = readCard(textOf(await read(file.digest)));
  checkExamples(metadata, files, manifest);
  const license = manifest && readLicense(manifest.license);
  if (license !== undefined && metadata.license !== undefined && license !== metadata.license)
    throw new Problem("INVALID_CARD", `The card says ${metadata.license}, the manifest ${license}.`);
  const tags = [...new Set([...(metadata.tags ?? []), ...(manifest?.tags ?? [])])];
  const card = { ...metadata, ...(license !== undefined && { license }), ...(tags.length > 0 && { tags }) };
  const { description = "" } = manifest ?? {};
  return { card, summary: summaryOf(body) || description.slice(0, 300), text: `${description}\n${body}` };
}

function ofManifest(manifest: ModelManifest | undefined): Description {
  if (manifest === undefined) return { card: {}, summary: "", text: "" };
  const { tags, description } = manifest;
  const license = readLicense(manifest.license);
  const card = { ...(license !== undefined && { license }), ...(tags && { tags }) };
  return { card, summary: summaryOf(description) || description.slice(0, 300), text: description };
}

/** Example inputs are files of the version, for inputs that the model has. */
function checkExamples(
  { example_inputs = [] }: CardMetadata,
  files: readonly ModelFile[],
  manifest: ModelManifest | undefined,
): void {
  const paths = new Set(files.map(({ path }) => path));
  const inputs = manifest && new Set(manifest.inputs.map(({ name }) => name));
  for (const { title, inputs: named } of example_inputs)
    for (const [input, path] of Object.entries(named)) {
      if (!paths.has(path))
        throw new Problem("INVALID_CARD", `example_inputs: ${title} names ${path}, which is not there.`);
      if (inputs?.has(input) === false)
        throw new Problem("INVALID_CARD", `example_inputs: the model has no input ${input}.`);
    }
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ProtocolError("INVALID_CARD", `${CARD_PATH} is not UTF-8.`);
  }
}
