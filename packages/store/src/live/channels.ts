/** Pub/sub channels on which the store wakes readers after a commit. Messages are empty where nothing else is said. */
export const channels = {
  /** A job's feed has new events. */
  job: (key: string): string => `job:${key}`,
  /** An account's feed has new events. */
  account: (identity: string): string => `account:${identity}`,
  /** A machine's feed of offers has moved. */
  machine: (provider: number, machine: string): string => `machine:${provider}:${machine}`,
  /** Some job changed its state. */
  jobs: "jobs",
  /** Which jobs changed their states, as `decodeStateChanges` reads it: for those who may miss some. */
  stateChanges: "state-changes",
  /** Replicas wait for a match. */
  waiting: "waiting",
  /** Intents want signing or sending. */
  intents: "intents",
  /** What the processes of one hub, named by its key, tell one another. */
  roles: (hub: string): string => `roles:${hub}`,
  /** Side effects wait for the relay. */
  outbox: "outbox",
} as const;
