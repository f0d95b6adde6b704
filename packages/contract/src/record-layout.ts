/** What a field holds: sint8…uint64, id, bit, bitsN, another struct by name, or an array of those. */
export type FieldType = string | { of: FieldType; length: number };

/** One field of a struct: name, offset in bytes, type. */
export type FieldLayout = readonly [name: string, offset: number, type: FieldType];

/** A struct as the compiler laid it out in the contract. Bytes between fields are zero. */
export interface RecordLayout {
  size: number;
  fields: readonly FieldLayout[];
}
