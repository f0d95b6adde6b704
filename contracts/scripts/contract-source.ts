/** A global constant of the contract. */
export interface ContractConstant {
  name: string;
  type: string;
}

export interface ContractEnum {
  name: string;
  members: { name: string; comment: string | undefined }[];
}

/** What the compiler doesn't tell: the names of constants and enums, and the comments on the fields of structs. */
export interface ContractSourceNames {
  constants: ContractConstant[];
  enums: ContractEnum[];
  /** Comments by `Struct.field`. */
  comments: Record<string, string>;
}

/** Reads a contract's header. It is written in the restricted language, so lines are enough to go by. */
export function readContractNames(header: string): ContractSourceNames {
  const constants = [...header.matchAll(/^constexpr (\w+) (\w+) =/gm)].map(([, type, name]) => ({
    name: name!,
    type: type!,
  }));
  const enums = [...header.matchAll(/^enum (\w+)(?: : \w+)?\n\{\n([^}]*)\};/gm)].map(([, name, body]) => ({
    name: name!,
    members: [...body!.matchAll(/^\t(\w+)(?: = [^,\n]*?)?,?(?:\s*\/\/ *(.*))?$/gm)].map((match) => ({
      name: match[1]!,
      comment: match[2],
    })),
  }));
  const comments: Record<string, string> = {};
  for (const [, name, body] of header.matchAll(/^\tstruct (\w+)\n\t\{\n([^}]*)\};/gm))
    for (const field of body!.matchAll(/^\t\t[\w<>, :*]+ (\w+);\s*\/\/ *(.*)$/gm))
      comments[`${name}.${field[1]}`] = field[2]!;
  return { constants, enums, comments };
}
