import { parseDocument } from "yaml";
import { z } from "zod";
import { ProtocolError } from "../errors/protocol-error.ts";
import { label, RelativePath } from "../schema/primitives.ts";
import { readLicense } from "./model-license.ts";
import { MODEL_TASKS } from "./model-tasks.ts";

/** The card's file in a version. */
export const CARD_PATH = "README.md";
/** Longest card in bytes. */
export const MAX_CARD_BYTES = 1024 * 1024;

const several = <T extends z.ZodType>(item: T, max: number) =>
  z.preprocess(
    (value) => (Array.isArray(value) || value === undefined ? value : [value]),
    z.array(item).max(max).optional(),
  );

/** A model that this one was made from: `namespace/name` on this hub, or the address of one elsewhere. */
const BaseModel = z.union([
  z.url({ protocol: /^https$/ }),
  z
    .string()
    .regex(
      /^[a-z0-9._-]{1,64}\/[a-z0-9._-]{1,64}(?:@[A-Za-z0-9:._-]{1,80})?$/,
      "namespace/name, or an https address of one elsewhere",
    ),
]);

/**
 * What a card says in its front matter, in the words that model hubs share. What is not named here is left to its
 * readers.
 */
export const CardMetadata = z.object({
  license: z
    .string()
    .max(128)
    .transform((text, context) => {
      const license = readLicense(text);
      if (license !== undefined) return license;
      context.addIssue({
        code: "custom",
        message: `"${text}" is no SPDX licence; write one such as apache-2.0, or "other" with license_name and license_link`,
      });
      return z.NEVER;
    })
    .optional(),
  license_name: label(128).optional(),
  license_link: z.string().max(2048).optional(),
  tags: several(label(64), 64),
  pipeline_tag: z
    .string()
    .refine((task) => MODEL_TASKS.includes(task), "no task that is known; see docs/models.md for the list")
    .optional(),
  library_name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, "lowercase letters, digits, . _ -")
    .optional(),
  language: several(
    z.string().regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$|^multilingual$|^code$/, "a language code"),
    256,
  ),
  base_model: several(BaseModel, 8),
  datasets: several(label(256), 64),
  metrics: several(label(64), 64),
  model_name: label(128).optional(),
  /** Inputs to try the model with: paths of files of this version, by the names of its inputs. */
  example_inputs: z
    .array(z.strictObject({ title: label(128), inputs: z.record(label(128), RelativePath) }))
    .max(32)
    .optional(),
});
export type CardMetadata = z.infer<typeof CardMetadata>;

/** A card: what it says to programs, and to people. */
export interface ModelCard {
  metadata: CardMetadata;
  /** The Markdown below the front matter. */
  body: string;
}

const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)(?:\r?\n)?---[ \t]*(?:\r?\n|$)/;

/**
 * Reads a card. Aliases of YAML are not expanded and tags make no objects: it is data, nothing else.
 * @throws ProtocolError INVALID_CARD, with all that is wrong in `details.issues`
 */
export function readCard(text: string): ModelCard {
  const match = FRONT_MATTER.exec(text);
  if (match === null) return { metadata: {}, body: text };
  const parsed = CardMetadata.safeParse(readYaml(match[1]!));
  if (parsed.success) return { metadata: parsed.data, body: text.slice(match[0].length) };
  const issues = parsed.error.issues
    .slice(0, 20)
    .map(({ path, message }) => `${path.join(".") || "front matter"}: ${message}`);
  throw new ProtocolError("INVALID_CARD", `The card's front matter is wrong: ${issues.join("; ")}.`, { issues });
}

function readYaml(source: string): unknown {
  const document = parseDocument(source, { version: "1.2", schema: "core", uniqueKeys: true, prettyErrors: true });
  const [error] = document.errors;
  if (error !== undefined) throw invalid(error.message.split("\n")[0]!);
  try {
    return document.toJS({ maxAliasCount: 0 }) ?? {};
  } catch (error) {
    throw invalid((error as Error).message);
  }
}

function invalid(what: string): ProtocolError {
  return new ProtocolError("INVALID_CARD", `The card's front matter is no YAML that can be read: ${what}`, {
    issues: [what],
  });
}

/** The first paragraph that is text: what a list shows of a card. */
export function summaryOf(body: string): string {
  const paragraphs = body.slice(0, 20_000).split(/\r?\n\s*\r?\n/);
  const found = paragraphs.map((text) => text.trim()).find((text) => text !== "" && !/^(?:[#<|!>`-]|\[!\[)/.test(text));
  const plain = (found ?? "").replaceAll(/\s+/g, " ").replaceAll(/\[([^\]]{0,200})\]\([^)]{0,500}\)/g, "$1");
  return plain.length <= 300 ? plain : `${plain.slice(0, 299)}…`;
}
