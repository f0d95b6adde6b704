/** What work costs. Part of a job's meaning: the same program and input must use the same fuel everywhere, so any
 * change here is a new `version`. One unit is about a nanosecond of one core of a small server. docs/determinism.md
 * explains it. */
export const FUEL_SCHEDULE = {
  version: 1,
  /** Instructions, by class (see opcodes.ts). Block, loop, else, end and nop cost nothing. */
  instruction: {
    free: 0,
    simple: 1,
    memory: 2,
    multiply: 2,
    divide: 10,
    float: 4,
    floatSlow: 12,
    vector: 2,
    branchTable: 3,
    call: 8,
    callIndirect: 14,
    grow: 500,
  },
  /** Each function entry, and each 8 locals that must be set to zero. */
  entry: 2,
  localsPerUnit: 8,
  /** memory.copy/fill/init and table.copy/fill/init: one unit for each 8 bytes or entries. */
  bulkShift: 3,
  /** memory.grow that succeeds, for each page of 64 KiB. */
  pageShift: 12,
  /** Host functions: each call; each 8 bytes read or written; each byte of randomness; each byte of log; each directory entry. */
  host: { call: 500, per8Bytes: 1, randomByte: 20, logByte: 2, directoryEntry: 50 },
} as const;

/** More fuel than this is the same as this: it fits a signed 64-bit counter with room for one bulk charge. */
export const MAXIMUM_FUEL = 2n ** 62n;

export type InstructionClass = keyof typeof FUEL_SCHEDULE.instruction;
