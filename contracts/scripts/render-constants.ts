import type { ContractEnum, ContractSourceNames } from "./contract-source.ts";
import { HEADER } from "./render-types.ts";

const PREFIX = "QUBIX_";

/** The contract's constants and enums, without their prefix. Amounts of QU and 64-bit patterns are bigint. */
export function renderConstants(names: ContractSourceNames, values: Map<string, bigint>): string {
  const shared = names.constants.filter(({ name }) => !/_TAG\d$/.test(name));
  const constants = shared.map(({ name, type }) => {
    const signed = values.get(name)!;
    const value = type.startsWith("u") ? BigInt.asUintN(64, signed) : signed;
    const literal = type === "sint64" || value > BigInt(Number.MAX_SAFE_INTEGER) ? `${value}n` : `${value}`;
    return `export const ${name.slice(PREFIX.length)} = ${literal};\n`;
  });
  return [HEADER, constants.join(""), ...names.enums.map((group) => `\n${renderEnum(group, values)}`)].join("");
}

function renderEnum({ name, members }: ContractEnum, values: Map<string, bigint>): string {
  const prefix = commonPrefix(members.map((member) => member.name));
  const lines = members.map(
    (member) =>
      `${member.comment ? `  /** ${member.comment} */\n` : ""}  ${pascalCase(member.name.slice(prefix.length))}: ${values.get(member.name)},\n`,
  );
  const type = name.slice(PREFIX.length);
  return `export const ${type} = {\n${lines.join("")}} as const;\nexport type ${type} = (typeof ${type})[keyof typeof ${type}];\n`;
}

/** The longest beginning that all names share and that ends with an underscore. */
function commonPrefix(names: string[]): string {
  const parts = names[0]!.split("_");
  for (let count = parts.length - 1; count > 0; count--) {
    const prefix = `${parts.slice(0, count).join("_")}_`;
    if (names.every((name) => name.startsWith(prefix))) return prefix;
  }
  return "";
}

/** HUB_REGISTERED → HubRegistered */
function pascalCase(name: string): string {
  return name
    .split("_")
    .map((word) => word[0]! + word.slice(1).toLowerCase())
    .join("");
}
