import parse from "spdx-expression-parse";
import licenses from "spdx-license-ids/index.json" with { type: "json" };

/** Licences that cards name although SPDX has no word for them. */
const BEYOND_SPDX = new Set([
  ...["other", "unknown", "openrail", "openrail++", "bigscience-openrail-m", "creativeml-openrail-m"],
  ...[
    "bigscience-bloom-rail-1.0",
    "bigcode-openrail-m",
    "llama2",
    "llama3",
    "llama3.1",
    "llama3.2",
    "llama3.3",
    "llama4",
  ],
  ...[
    "gemma",
    "apple-amlr",
    "apple-ascl",
    "deepfloyd-if-license",
    "fair-noncommercial-research-license",
    "cc",
    "h-research",
  ],
]);
const SPELLINGS = new Map(licenses.map((id) => [id.toLowerCase(), id]));

/** How a licence is spelled: `apache-2.0` is `Apache-2.0`; a word beyond SPDX stays as it is. Undefined for what is none. */
export function readLicense(text: string): string | undefined {
  if (BEYOND_SPDX.has(text.toLowerCase())) return text.toLowerCase();
  const spelled = text.replaceAll(/[A-Za-z0-9.+-]+/g, (word) => SPELLINGS.get(word.toLowerCase()) ?? word);
  try {
    parse(spelled);
    return spelled;
  } catch {
    return undefined;
  }
}
