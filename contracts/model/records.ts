// What the model remembers. Parties are names, amounts are QU. Jobs, attempts and so on are objects, not slots: where
// the contract keeps things is its own business.

export interface Hub {
  owner: string;
  hot: string;
  bond: bigint;
  minFee: bigint;
  paused: boolean;
}

export interface Provider {
  owner: string;
  hot: string;
  payout: string;
  stake: bigint;
  unstaking: bigint;
  unstakeAt: number;
  minPrice: bigint;
  /** Tick in which its terms were last stated. */
  termsTick: number;
  capacity: number;
  hubs: Hub[];
}

export interface ModelEntry {
  creator: string;
  royalty: bigint;
  accessPrice: bigint;
  parent: ModelEntry | undefined;
  parentShareBps: number;
}

export interface Attempt {
  number: number;
  provider: Provider;
  price: bigint;
  /** The most it may be paid; what it asks for, once a metered one is revealed. */
  charge: bigint;
  assignedTick: number;
  locked: bigint;
  leaseUntil: number;
  revokeAt: number | undefined;
  objected: boolean;
  /** Whether the provider was, when it got the attempt. */
  bonded: boolean;
  state: "live" | "committed" | "revealed";
  /** What was committed, and what a reveal showed. */
  answer: string;
  /** What was committed to beside it. */
  asked: bigint;
}

export interface JobTerms {
  requester: string;
  hub: Hub;
  model: ModelEntry | undefined;
  replicas: number;
  quorum: number;
  priceCap: bigint;
  royalty: bigint;
  hubFee: bigint;
  protocolFee: bigint;
  deadline: number;
  metered: boolean;
  /** The requester's own list, and whether only it may run the job. */
  ownList: Provider[];
  ownListOnly: boolean;
}

export interface Job extends JobTerms {
  state: "open" | "revealing" | "decided" | "closed";
  phaseEnds: number;
  createdTick: number;
  /** Nonces of its top-ups. */
  topUps: number[];
  attemptsGiven: number;
  attempts: Attempt[];
  failed: Provider[];
  closeReason: number | undefined;
}

export interface Rules {
  createFee: bigint;
  callFee: bigint;
  reserveTarget: bigint;
  minPrice: bigint;
  minStake: bigint;
  minBond: bigint;
  flushTicks: number;
  commitGraceTicks: number;
  revealTicks: number;
  disputeTicks: number;
  revokeTicks: number;
  minLeaseTicks: number;
  maxLeaseTicks: number;
  maxJobTicks: number;
  unstakeTicks: number;
  hubBondBps: number;
  lockBps: number;
  baseShareBps: number;
  burnBps: number;
  minProtocolFeeBps: number;
  chargeToleranceBps: number;
}
