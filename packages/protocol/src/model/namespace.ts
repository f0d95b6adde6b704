import { ModelName } from "./model-manifest.ts";

/** The namespace that an identity has without asking: its sixty letters in lower case. */
export const namespaceOf = (identity: string): string => identity.toLowerCase();

/** Whether a namespace is an identity's own letters, which nobody can claim. */
export const isIdentityNamespace = (name: string): boolean => /^[a-z]{60}$/.test(name);

/** Letters that look like one of the Latin alphabet: a few of many, those of the alphabets that fonts draw the same. */
const LOOKALIKES: Record<string, string> = {
  ...{ а: "a", в: "b", с: "c", ԁ: "d", е: "e", ё: "e", ғ: "f", һ: "h", н: "h", і: "i", ї: "i", ј: "j", к: "k" },
  ...{ ӏ: "i", м: "m", п: "n", о: "o", р: "p", ԛ: "q", г: "r", ѕ: "s", т: "t", у: "y", ԝ: "w", х: "x", з: "3" },
  ...{ α: "a", β: "b", ε: "e", η: "n", ι: "i", κ: "k", ν: "v", ο: "o", ρ: "p", τ: "t", υ: "u", χ: "x", γ: "y" },
  ...{ ı: "i", ł: "i", ø: "o", đ: "d", ħ: "h", ŧ: "t", ß: "b", æ: "ae", œ: "oe" },
  // Digits and letters that are taken for one another.
  ...{ "0": "o", "1": "i", l: "i", "|": "i", "5": "s", "2": "z", "8": "b" },
};

/**
 * What a name looks like to a reader in a hurry: names with the same skeleton are not told apart. Case, accents,
 * separators, look-alike letters and pairs that run together (`rn` and `m`) make no difference. Applying it twice
 * changes nothing more.
 */
export function skeletonOf(name: string): string {
  const plain = name.normalize("NFKD").toLowerCase().normalize("NFKD").replaceAll(/\p{M}/gu, "");
  const letters = [...plain].map((letter) => LOOKALIKES[letter] ?? letter).join("");
  let skeleton = letters.replaceAll(/[\p{P}\p{Z}\p{C}\p{S}]/gu, "");
  for (let before = ""; before !== skeleton; ) {
    before = skeleton;
    skeleton = skeleton.replaceAll("rn", "m").replaceAll("vv", "w").replaceAll("ci", "d");
  }
  return skeleton;
}

/** First parts of addresses that mean something else, and words that would pass for the hub itself. */
const RESERVED = new Set(
  `admin api assets blobs buckets collections datasets docs health hub join kernels live login logout main metrics models
   new official operator organizations papers qubic qubix root security settings spaces static support system v1 v2 www`
    .split(/\s+/)
    .map((word) => skeletonOf(word)),
);

/** Why a name can't be claimed as a namespace; undefined when it can. */
export function namespaceFault(name: string): string | undefined {
  if (name.length < 3 || name.length > 40) return "a namespace has 3 to 40 characters";
  if (RESERVED.has(skeletonOf(name))) return `"${name}" is reserved`;
  return repositoryNameFault(name);
}

/** Why a name can't be that of a new model: clients of the conventions that people have refuse some names. */
export function repositoryNameFault(name: string): string | undefined {
  if (!ModelName.safeParse(name).success)
    return "a name has 1 to 64 lowercase letters, digits, . _ -, no sign at its ends";
  if (/--|\.\./.test(name)) return "a name has no -- and no ..";
  if (name.endsWith(".git")) return "a name does not end in .git";
  return undefined;
}
