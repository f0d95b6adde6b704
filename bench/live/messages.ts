/** What the processes of the bench ask of one another; each answer has the question's `id`. */
export type Question =
  | { id: number; do: "jobs"; count: number }
  | { id: number; do: "write"; keys: string[]; perSecond: number; seconds: number }
  | { id: number; do: "memory" }
  | { id: number; do: "open"; keys: string[]; timed: boolean }
  | { id: number; do: "received" };

/** An event of the job `keys[of]`, and when: milliseconds on the machine's monotonic clock. */
export type Mark = [of: number, seq: number, at: number];

/** Milliseconds on a clock that all processes of this machine share. */
export const machineMs = (): number => Number(process.hrtime.bigint()) / 1e6;
