/** Pub/sub channels on which the store wakes readers after a commit. Messages carry nothing. */
export const channels = {
  /** A job's feed has new events. */
  job: (key: string): string => `job:${key}`,
  /** A machine's feed of offers has moved. */
  machine: (provider: number, machine: string): string => `machine:${provider}:${machine}`,
  /** Some job changed its state: the message is its key. */
  jobs: "jobs",
  /** Replicas wait for a match. */
  waiting: "waiting",
  /** Intents want signing or sending. */
  intents: "intents",
  /** Side effects wait for the relay. */
  outbox: "outbox",
} as const;
