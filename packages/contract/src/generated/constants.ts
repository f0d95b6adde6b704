// Generated from contracts/Qubix.h by `npm run build`. Do not edit.

export const VERSION = 1;
export const MAX_HUBS = 256;
export const MAX_PROVIDERS = 4096;
export const MAX_MODELS = 2048;
export const MAX_JOBS = 8192;
export const MAX_ASSIGNMENTS = 16384;
export const MAX_CHANNELS = 1024;
export const MAX_BATCHES = 1024;
export const MAX_EVENTS = 4096;
export const MAX_RECEIPTS = 2048;
export const MAX_SALES = 8192;
export const MAX_REVEALS = 2048;
export const MAX_LEAVES = 4096;
export const MAX_EPOCH_ROOTS = 256;
export const KEY_BUCKET_ENTRIES = 64;
export const KEY_BUCKETS = 512;
export const BUCKET_ENTRIES = 8;
export const REQUESTER_BUCKETS = 2048;
export const MAX_AMOUNT = 1000000000000000n;
export const MAX_BPS = 10000;
export const MAX_REPLICAS = 7;
export const MAX_CREATE_AHEAD = 256;
export const MAX_BATCH_LEAVES = 1024;
export const MAX_ATTEMPTS = 65535;
export const MAX_NONCE_STEP = 9007199254740992n;
export const MAX_LINEAGE = 4;
export const TOP_UP_WINDOW = 16;
export const MAX_TOP_UPS = 65535;
export const MAX_BATCH_TRIES = 16;
export const REISSUABLE_BATCHES = 256;
export const POLLS_PER_TICK = 256;
export const SETTLEMENTS_PER_TICK = 64;
export const CHECKPOINT_TICKS = 64;
export const DORMANT_TICKS = 262144;
export const CROWDED = 8192;
export const CROWDED_STEP = 1024;
export const OC_FEE = 10n;
export const OPERATIONS_TARGET = 20480n;
export const SHARES = 676;
export const NO_HUB = 65535;
export const NO_PROVIDER = 65535;
export const NO_MODEL = 65535;
export const NO_ASSIGNMENT = 65535;
export const NO_SLOT = 4294967295;
export const NO_INDEX = 18446744073709551615n;

export const Code = {
  Ok: 0,
  NotYetAvailable: 1,
  BadInput: 2,
  ContractNotAllowed: 3,
  FeeTooSmall: 4,
  AmountOutOfRange: 5,
  NonceUsed: 6,
  NotAuthorized: 7,
  TableFull: 8,
  AlreadyRegistered: 9,
  KeyInUse: 10,
  UnknownHub: 11,
  HubPaused: 12,
  BondTooSmall: 13,
  BondInUse: 14,
  UnknownProvider: 15,
  ProviderPaused: 16,
  StakeTooSmall: 17,
  StakeLocked: 18,
  NoUnstakeRequested: 19,
  UnstakeNotDue: 20,
  ProviderBusy: 21,
  UnknownModel: 22,
  ModelInactive: 23,
  ModelExists: 24,
  RoyaltyMismatch: 25,
  BadParent: 26,
  BadShare: 27,
  UnknownJob: 28,
  DuplicateJob: 29,
  KeyBucketFull: 30,
  TooManyJobs: 31,
  CreateByOutOfRange: 32,
  DeadlineOutOfRange: 33,
  BadReplicas: 34,
  BadQuorum: 35,
  BadPolicy: 36,
  PriceOutOfRange: 37,
  HubFeeTooLow: 38,
  ProtocolFeeTooLow: 39,
  EscrowTooSmall: 40,
  BadOwnList: 41,
  WrongHub: 42,
  WrongState: 43,
  TooLate: 44,
  NoFreeReplica: 45,
  PriceAboveCap: 46,
  PriceBelowMinimum: 47,
  HubNotAccepted: 48,
  NoCapacity: 49,
  NotOnOwnList: 50,
  StakeBelowPolicy: 51,
  NotBonded: 52,
  AlreadyOnJob: 53,
  FailedBefore: 54,
  LeaseOutOfRange: 55,
  TooManyAttempts: 56,
  UnknownAssignment: 57,
  StaleAttempt: 58,
  NotLive: 59,
  NotRevealing: 60,
  CommitmentMismatch: 61,
  NothingToObject: 62,
  NothingDue: 63,
  UnknownBatch: 64,
  BatchNotReissuable: 65,
  UnknownProcedure: 66,
  RevocationPending: 67,
  NotForSale: 68,
  AccessPriceMismatch: 69,
} as const;
export type Code = (typeof Code)[keyof typeof Code];

export const Procedure = {
  RegisterHub: 1,
  UpdateHub: 2,
  WithdrawHubBond: 3,
  RegisterProvider: 4,
  UpdateProvider: 5,
  RequestUnstake: 6,
  Unstake: 7,
  PublishModel: 8,
  UpdateModel: 9,
  CreateJob: 10,
  AssignJobs: 11,
  RenewLeases: 12,
  RevokeAssignment: 13,
  DeclineJob: 14,
  ReissueBatch: 15,
  CommitResults: 16,
  RevealResults: 17,
  AcceptResult: 18,
  CancelJob: 19,
  ClaimTimeout: 20,
  DisputeJob: 21,
  TopUpJob: 22,
  OpenChannel: 23,
  TopUpChannel: 24,
  RedeemVoucher: 25,
  CloseChannel: 26,
  SetAccessPrice: 27,
  BuyAccess: 28,
} as const;
export type Procedure = (typeof Procedure)[keyof typeof Procedure];

export const EventType = {
  /** slot hub, amount bond, key owner */
  HubRegistered: 1,
  /** slot hub, other paused, amount bond, key owner */
  HubUpdated: 2,
  /** slot hub, other 1 if the slot was freed, amount withdrawn, key owner */
  HubWithdrawn: 3,
  /** slot provider, amount stake, key owner */
  ProviderRegistered: 4,
  /** slot provider, other paused, amount stake, key owner */
  ProviderUpdated: 5,
  /** slot provider, other the tick from which it can be taken, amount asked, key owner */
  UnstakeRequested: 6,
  /** slot provider, other 1 if the slot was freed, amount paid out, key owner */
  Unstaked: 7,
  /** slot model, other parent, amount royalty, key digest */
  ModelPublished: 8,
  /** slot model, other active, amount royalty, key digest */
  ModelUpdated: 9,
  /** slot job, other hub, amount escrow */
  JobCreated: 10,
  /** slot assignment, other attempt | provider << 16, amount price */
  JobAssigned: 11,
  /** slot assignment, other attempt | provider << 16, amount the tick it takes effect; 0 = objected or withdrawn */
  RevocationRequested: 13,
  /** slot assignment, other attempt | provider << 16, amount reason (QUBIX_END_*) */
  AttemptEnded: 14,
  /** slot batch, other count, amount invocation id (-1: to be tried again), key root */
  BatchFlushed: 15,
  /** slot batch, other count, amount invocation id, key root */
  BatchAuthorized: 16,
  /** slot batch, other tries so far, amount invocation id, key root; tried again until tries reach the bound */
  BatchFailed: 17,
  /** slot assignment, other attempt | provider << 16, amount price */
  Committed: 18,
  /** slot job, other how many committed, amount the last tick for reveals */
  RevealOpened: 19,
  /** slot assignment, other attempt | provider << 16, amount index of the reveal */
  Revealed: 20,
  /** slot job, other how many agree, amount the last tick of the window */
  Decided: 21,
  /** slot job, other close reason, amount index of the receipt */
  Settled: 22,
  /** slot job, other attempt | provider << 16, amount */
  ProviderPaid: 23,
  /** slot job, other attempt | provider << 16, amount */
  ProviderSlashed: 24,
  /** slot job, other model, amount */
  RoyaltyPaid: 25,
  /** slot job, other hub, amount */
  HubPaid: 26,
  /** slot job, amount */
  Refunded: 27,
  /** slot job, amount (fee and slashed stake together) */
  Burned: 28,
  ConfigChanged: 29,
  /** slot job, other the deadline from now on, amount what the escrow grew by */
  JobToppedUp: 30,
  /** slot model, amount price of access from now on (0: not for sale), key digest */
  AccessPriced: 31,
  /** slot model, amount price, key whose access it is */
  AccessBought: 32,
} as const;
export type EventType = (typeof EventType)[keyof typeof EventType];

export const JobState = {
  Free: 0,
  Open: 1,
  Revealing: 2,
  Decided: 3,
} as const;
export type JobState = (typeof JobState)[keyof typeof JobState];

export const AssignmentState = {
  Free: 0,
  Live: 1,
  Committed: 2,
  Revealed: 3,
} as const;
export type AssignmentState = (typeof AssignmentState)[keyof typeof AssignmentState];

export const EndReason = {
  Revoked: 1,
  Lease: 2,
  Declined: 3,
  Cancelled: 4,
  NotRevealed: 5,
  Deadline: 6,
} as const;
export type EndReason = (typeof EndReason)[keyof typeof EndReason];

export const CloseReason = {
  /** a quorum of two or more agreed */
  Verified: 1,
  /** single run, accepted by the requester */
  Accepted: 2,
  /** single run, the window passed */
  Unchallenged: 3,
  /** base shares for what was revealed */
  NoQuorum: 4,
  Cancelled: 5,
  /** no commitment in time */
  Expired: 6,
  /** commitments, but no reveal */
  Unrevealed: 7,
} as const;
export type CloseReason = (typeof CloseReason)[keyof typeof CloseReason];

export const Outcome = {
  None: 0,
  Paid: 1,
  BaseShare: 2,
  OddOneOut: 3,
  NotRevealed: 4,
} as const;
export type Outcome = (typeof Outcome)[keyof typeof Outcome];

export const BatchStatus = {
  None: 0,
  /** still taking leaves */
  Open: 1,
  /** closed, to be sent (again) at retryAt */
  Queued: 2,
  /** sent, signatures awaited */
  Pending: 3,
  Authorized: 4,
  /** given up; ReissueBatch brings it back */
  Failed: 5,
} as const;
export type BatchStatus = (typeof BatchStatus)[keyof typeof BatchStatus];

export const AcceptPolicy = {
  OwnList: 1,
  MinStake: 2,
  Bonded: 4,
  AllBits: 7,
} as const;
export type AcceptPolicy = (typeof AcceptPolicy)[keyof typeof AcceptPolicy];

export const StartPolicy = {
  EscrowFinal: 0,
  Assigned: 1,
  Authorized: 2,
} as const;
export type StartPolicy = (typeof StartPolicy)[keyof typeof StartPolicy];
