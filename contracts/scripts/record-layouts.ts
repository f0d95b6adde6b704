/** What a field holds: a number, an id, one bit, a whole number of bits, another record, or an array of those. */
export type FieldType = string | { of: FieldType; length: number };

export interface RecordField {
  name: string;
  offset: number;
  type: FieldType;
}

/** A struct as the compiler laid it out; offsets and sizes are bytes. */
export interface RecordLayout {
  size: number;
  fields: RecordField[];
}

/** Layouts by the struct's name without its contract. */
export type RecordLayouts = Record<string, RecordLayout>;

const NUMBERS: Record<string, string> = {
  "signed char": "sint8",
  "unsigned char": "uint8",
  short: "sint16",
  "unsigned short": "uint16",
  int: "sint32",
  "unsigned int": "uint32",
  "long long": "sint64",
  "unsigned long long": "uint64",
};

/**
 * Reads the output of clang's -fdump-record-layouts-complete (canonical types): the structs of the contract's struct
 * `owner`, and the request of its OC interface. Structs with members that cannot travel (locals) are left out.
 */
export function parseRecordLayouts(dump: string, owner: string): RecordLayouts {
  const layouts: RecordLayouts = {};
  for (const block of dump.split("*** Dumping AST Record Layout\n").slice(1)) {
    const lines = block.split("\n");
    const name = recordName(lines[0]!.match(/^ +0 \| (?:struct|union) (\S+)(?: \(empty\))?$/)?.[1] ?? "", owner);
    if (!name || name.endsWith("_locals")) continue;
    const size = Number(block.match(/\[sizeof=(\d+)/)![1]);
    const fields: RecordField[] = [];
    for (const line of lines) {
      const field = line.match(/^ *(\d+) \| {3}(\S.*) (\w+)$/);
      if (field) fields.push({ name: field[3]!, offset: Number(field[1]), type: parseType(field[2]!, owner) });
    }
    layouts[name] = { size, fields };
  }
  return layouts;
}

function recordName(qualified: string, owner: string): string | undefined {
  if (qualified === "OCI::Qubix::OcRequest") return "OcRequest";
  return qualified.match(/^(\w+)::(\w+)$/)?.[1] === owner ? qualified.slice(owner.length + 2) : undefined;
}

function parseType(text: string, owner: string): FieldType {
  const number = NUMBERS[text];
  if (number) return number;
  const type = text.replace(/^(struct|union) /, "");
  if (type === "QPI::id") return "id";
  if (type === "QPI::bit") return "bit";
  const bits = type.match(/^QPI::BitArray<(\d+)>$/);
  if (bits) return `bits${bits[1]}`;
  const array = type.match(/^QPI::Array<(.*), (\d+)>$/);
  if (array) return { of: parseType(array[1]!, owner), length: Number(array[2]) };
  return recordName(type, owner) ?? `unknown ${text}`;
}

/** The records that `roots` are made of, innermost first, each after all that it contains. */
export function reachableRecords(layouts: RecordLayouts, roots: string[]): string[] {
  const found = new Set<string>();
  const visit = (type: FieldType) => {
    if (typeof type !== "string") return visit(type.of);
    const layout = layouts[type];
    if (found.has(type) || (!layout && /^(id|bit|bits\d+|[su]int\d+)$/.test(type))) return;
    if (!layout) throw new Error(`The contract's interface uses a type that cannot travel: ${type}`);
    for (const field of layout.fields) visit(field.type);
    found.add(type);
  };
  for (const root of roots) visit(root);
  return [...found];
}
