// Generated from contracts/Qubix.h by `npm run build`. Do not edit.

export interface RegisterHubInput {
  hot: Uint8Array;
  minFee: bigint;
  nonce: bigint;
}

export interface RegisterHubOutput {
  code: number;
  hub: number;
}

export interface UpdateHubInput {
  owner: Uint8Array;
  hot: Uint8Array;
  minFee: bigint;
  paused: number;
  nonce: bigint;
}

export interface UpdateHubOutput {
  code: number;
}

export interface WithdrawHubBondInput {
  amount: bigint;
  nonce: bigint;
}

export interface WithdrawHubBondOutput {
  code: number;
}

export interface RegisterProviderInput {
  hot: Uint8Array;
  payout: Uint8Array;
  minPrice: bigint;
  capacity: number;
  hubs: number[];
  anyHub: number;
  nonce: bigint;
}

export interface RegisterProviderOutput {
  code: number;
  provider: number;
}

export interface UpdateProviderInput {
  owner: Uint8Array;
  hot: Uint8Array;
  payout: Uint8Array;
  minPrice: bigint;
  capacity: number;
  hubs: number[];
  anyHub: number;
  paused: number;
  nonce: bigint;
}

export interface UpdateProviderOutput {
  code: number;
}

export interface RequestUnstakeInput {
  amount: bigint;
  nonce: bigint;
}

export interface RequestUnstakeOutput {
  code: number;
}

export interface UnstakeInput {
  nonce: bigint;
}

export interface UnstakeOutput {
  code: number;
}

export interface PublishModelInput {
  digest: Uint8Array;
  royalty: bigint;
  parent: number;
  parentShareBps: number;
  nonce: bigint;
}

export interface PublishModelOutput {
  code: number;
  model: number;
}

export interface UpdateModelInput {
  model: number;
  active: number;
  royalty: bigint;
  creator: Uint8Array;
  nonce: bigint;
}

export interface UpdateModelOutput {
  code: number;
}

export interface CreateJobInput {
  specDigest: Uint8Array;
  nonce: bigint;
  createBy: number;
  deadline: number;
  hub: number;
  model: number;
  replicas: number;
  quorum: number;
  acceptPolicy: number;
  startPolicy: number;
  undecidedPolicy: number;
  metered: number;
  priceCap: bigint;
  royalty: bigint;
  hubFee: bigint;
  protocolFee: bigint;
  minStake: bigint;
  providers: number[];
}

export interface CreateJobOutput {
  code: number;
  jobSlot: number;
  jobKey: Uint8Array;
}

export interface AssignItem {
  jobKey: Uint8Array;
  price: bigint;
  jobSlot: number;
  leaseTicks: number;
  provider: number;
}

export interface AssignJobsInput {
  items: AssignItem[];
  count: number;
  nonce: bigint;
}

export interface AssignJobsOutput {
  code: number;
  accepted: number;
  codes: number[];
  assignments: number[];
}

export interface LeaseItem {
  assignment: number;
  attempt: number;
  leaseTicks: number;
}

export interface RenewLeasesInput {
  items: LeaseItem[];
  count: number;
  nonce: bigint;
}

export interface RenewLeasesOutput {
  code: number;
  accepted: number;
  codes: number[];
}

export interface RevokeAssignmentInput {
  assignment: number;
  attempt: number;
  nonce: bigint;
}

export interface RevokeAssignmentOutput {
  code: number;
}

export interface DeclineJobInput {
  assignment: number;
  attempt: number;
  reason: number;
  nonce: bigint;
}

export interface DeclineJobOutput {
  code: number;
}

export interface ReissueBatchInput {
  batch: number;
  nonce: bigint;
}

export interface ReissueBatchOutput {
  code: number;
}

export interface CommitItem {
  commitment: Uint8Array;
  assignment: number;
  attempt: number;
}

export interface CommitResultsInput {
  items: CommitItem[];
  count: number;
  nonce: bigint;
}

export interface CommitResultsOutput {
  code: number;
  accepted: number;
  codes: number[];
}

export interface RevealItem {
  resultDigest: Uint8Array;
  ciphertextDigest: Uint8Array;
  maskedKey: Uint8Array;
  salt: Uint8Array;
  /** for its work, if the job is metered; else 0 */
  charge: bigint;
  assignment: number;
  attempt: number;
}

export interface RevealResultsInput {
  items: RevealItem[];
  count: number;
  nonce: bigint;
}

export interface RevealResultsOutput {
  code: number;
  accepted: number;
  codes: number[];
}

export interface AcceptResultInput {
  jobKey: Uint8Array;
  jobSlot: number;
  nonce: bigint;
}

export interface AcceptResultOutput {
  code: number;
}

export interface CancelJobInput {
  jobKey: Uint8Array;
  jobSlot: number;
  nonce: bigint;
}

export interface CancelJobOutput {
  code: number;
}

export interface ClaimTimeoutInput {
  jobKey: Uint8Array;
  jobSlot: number;
  nonce: bigint;
}

export interface ClaimTimeoutOutput {
  code: number;
}

export interface DisputeJobInput {
  jobKey: Uint8Array;
  jobSlot: number;
  attempt: number;
  nonce: bigint;
}

export interface DisputeJobOutput {
  code: number;
}

export interface TopUpJobInput {
  jobKey: Uint8Array;
  jobSlot: number;
  extendTicks: number;
  nonce: bigint;
}

export interface TopUpJobOutput {
  code: number;
}

export interface OpenChannelInput {
  payee: Uint8Array;
  nonce: bigint;
}

export interface OpenChannelOutput {
  code: number;
}

export interface TopUpChannelInput {
  channel: number;
  nonce: bigint;
}

export interface TopUpChannelOutput {
  code: number;
}

export interface RedeemVoucherInput {
  channel: number;
  total: bigint;
  signature: Uint8Array;
  nonce: bigint;
}

export interface RedeemVoucherOutput {
  code: number;
}

export interface CloseChannelInput {
  channel: number;
  nonce: bigint;
}

export interface CloseChannelOutput {
  code: number;
}

export interface SetAccessPriceInput {
  model: number;
  price: bigint;
  nonce: bigint;
}

export interface SetAccessPriceOutput {
  code: number;
}

export interface BuyAccessInput {
  model: number;
  price: bigint;
}

export interface BuyAccessOutput {
  code: number;
}

export type GetConfigInput = Record<never, never>;

export interface Config {
  /** kept of every job, whatever becomes of it; more while the tables are crowded */
  createFee: bigint;
  /** kept of every accepted call of hubs, providers and creators that the life of a job doesn't bound */
  callFee: bigint;
  /** kept of PublishModel in its stead: entries are for ever */
  modelFee: bigint;
  /** while the execution fee reserve is below, protocol fees burn whole */
  reserveTarget: bigint;
  /** least price cap of a job and least minimum price of a provider */
  minPrice: bigint;
  /** of a provider, and what makes it bonded */
  minStake: bigint;
  /** of a hub */
  minBond: bigint;
  /** a batch is sent this many ticks after the one before */
  flushTicks: number;
  /** commitments may land this long after the deadline */
  commitGraceTicks: number;
  /** longest reveal phase */
  revealTicks: number;
  /** longest window between decision and payment */
  disputeTicks: number;
  /** a revocation takes effect this much later */
  revokeTicks: number;
  minLeaseTicks: number;
  maxLeaseTicks: number;
  /** the deadline lies at most this far ahead */
  maxJobTicks: number;
  /** between RequestUnstake and Unstake */
  unstakeTicks: number;
  /** first delay before a batch is sent again; doubles */
  retryTicks: number;
  /** jobs looked at per tick */
  sweepSlots: number;
  maxLiveJobsPerRequester: number;
  /** bond of a hub : its unsettled assigned value */
  hubBondBps: number;
  /** stake locked : price */
  lockBps: number;
  /** paid without a quorum and on cancellation : price */
  baseShareBps: number;
  /** burned : protocol fee; the rest is the shareholders' */
  burnBps: number;
  /** protocol fee : replicas * price cap */
  minProtocolFeeBps: number;
  maxReplicas: number;
  /** no invocation is started this close before Wednesday 12:00 UTC */
  epochGuardMinutes: number;
  /** off at launch */
  oracleEnabled: number;
  /** off at launch */
  channelsEnabled: number;
  /** how far a metered charge may lie above the majority's middle one */
  chargeToleranceBps: number;
}

export interface GetConfigOutput {
  config: Config;
  /** what CreateJob costs at this moment */
  createFeeNow: bigint;
  contractIndex: number;
  tick: number;
  maxHubs: number;
  maxProviders: number;
  maxModels: number;
  maxJobs: number;
  maxAssignments: number;
  maxEvents: number;
  maxReceipts: number;
  maxReveals: number;
  version: number;
}

export type GetTotalsInput = Record<never, never>;

export interface Totals {
  escrow: bigint;
  stakes: bigint;
  bonds: bigint;
  channels: bigint;
  /** the shareholders' */
  revenue: bigint;
  /** kept for the fees of invocations */
  operations: bigint;
  /** ever, by burn() */
  burned: bigint;
  /** ever, burned by the network */
  ocFees: bigint;
  /** ever; part of burned */
  slashed: bigint;
  /** ever, to providers */
  paid: bigint;
  /** ever, with what was paid for access */
  royalties: bigint;
  /** ever */
  hubFees: bigint;
  /** ever, out of escrow */
  refunded: bigint;
  /** ever */
  dividends: bigint;
}

export interface Counts {
  events: bigint;
  receipts: bigint;
  reveals: bigint;
  leaves: bigint;
  jobsCreated: bigint;
  /** places in assignmentQueue: the next to take */
  assignmentsTaken: bigint;
  /** and where the next freed slot goes */
  assignmentsGiven: bigint;
  /** of access, ever */
  sales: bigint;
  liveJobs: number;
  liveAssignments: number;
  hubs: number;
  providers: number;
  models: number;
  /** closed ones; the open batch has this number */
  batches: number;
  /** all below are authorized or given up */
  settledBatches: number;
  /** in the open batch */
  openLeaves: number;
  lastFlushTick: number;
  /** slots ever used: scans end there */
  hubSlots: number;
  providerSlots: number;
  modelSlots: number;
  /** an END_TICK that ran with live jobs, not longer than QUBIX_CHECKPOINT_TICKS ago */
  checkpointTick: number;
  /** after an outage nothing ends by time before this tick */
  graceUntil: number;
  /** when a batch was sent again, by ReissueBatch or after a failure */
  lastRetryTick: number;
  /** promised by the live jobs; each can have an assignment */
  liveReplicas: number;
}

export interface GetTotalsOutput {
  holds: bigint;
  owes: bigint;
  totals: Totals;
  counts: Counts;
  chainHash: Uint8Array;
  tick: number;
  epoch: number;
}

export interface GetHubInput {
  identity: Uint8Array;
  hub: number;
}

export interface NonceWindow {
  top: bigint;
  seen: bigint;
}

export interface Hub {
  /** cold key: rotates, pauses, withdraws, is paid */
  owner: Uint8Array;
  /** only assigns */
  hot: Uint8Array;
  bond: bigint;
  /** prices of its unsettled attempts */
  exposure: bigint;
  minFee: bigint;
  earned: bigint;
  ownerNonces: NonceWindow;
  hotNonces: NonceWindow;
  registeredTick: number;
  changedTick: number;
  /** jobs that name it */
  liveJobs: number;
  used: number;
  paused: number;
}

export interface GetHubOutput {
  record: Hub;
  /** what could be withdrawn */
  freeBond: bigint;
  hub: number;
  found: number;
}

export interface GetProviderInput {
  identity: Uint8Array;
  provider: number;
}

export interface Reputation {
  /** protocol fee burned by the jobs counted in verified */
  verifiedWeight: bigint;
  oddWeight: bigint;
  earned: bigint;
  slashed: bigint;
  /** sketch: one bit per distinct requester, by hash */
  requesters: bigint;
  /** paid in full */
  verified: number;
  /** base share */
  undecided: number;
  /** revealed something else than the majority */
  odd: number;
  /** committed, never revealed */
  unrevealed: number;
  /** revoked, or the lease or deadline passed */
  lost: number;
  declined: number;
}

export interface Provider {
  /** cold key */
  owner: Uint8Array;
  /** the agent's */
  hot: Uint8Array;
  payout: Uint8Array;
  /** all of it, locked and leaving parts included */
  stake: bigint;
  locked: bigint;
  unstaking: bigint;
  minPrice: bigint;
  ownerNonces: NonceWindow;
  reputation: Reputation;
  /** accepted hubs */
  hubs: number[];
  /** of its last terms, minPrice too: a hub registered later under the same slot isn't meant */
  hubsTick: number;
  unstakeAt: number;
  registeredTick: number;
  changedTick: number;
  capacity: number;
  /** attempts not yet settled or ended */
  live: number;
  used: number;
  paused: number;
  anyHub: number;
}

export interface GetProviderOutput {
  record: Provider;
  /** what new attempts may lock */
  freeStake: bigint;
  /** 0 to 10,000 */
  score: number;
  /** bits set in the sketch */
  requesters: number;
  provider: number;
  found: number;
  bonded: number;
}

export interface GetModelInput {
  digest: Uint8Array;
  model: number;
}

export interface Model {
  creator: Uint8Array;
  /** SHA-256 of the manifest */
  digest: Uint8Array;
  /** per job */
  royalty: bigint;
  /** of reading its files, once and for good; 0: not for sale */
  accessPrice: bigint;
  earned: bigint;
  /** of the last UpdateModel or SetAccessPrice */
  nonce: bigint;
  changedTick: number;
  /** jobs that paid it */
  runs: number;
  parent: number;
  parentShareBps: number;
  used: number;
  active: number;
}

export interface GetModelOutput {
  record: Model;
  model: number;
  found: number;
}

export interface GetJobInput {
  jobKey: Uint8Array;
  jobSlot: number;
}

export interface Job {
  key: Uint8Array;
  requester: Uint8Array;
  specDigest: Uint8Array;
  /** per replica */
  priceCap: bigint;
  royalty: bigint;
  hubFee: bigint;
  protocolFee: bigint;
  minStake: bigint;
  createBy: number;
  deadline: number;
  /** last tick for reveals, or of the window */
  phaseEnds: number;
  createdTick: number;
  changedTick: number;
  /** given out so far; the next attempt is one more */
  attempts: number;
  /** the requester's own list */
  providers: number[];
  /** attempts not over, packed from 0 */
  assignments: number[];
  /** providers whose attempt was lost, the last eight */
  failed: number[];
  hub: number;
  model: number;
  /** in the order of jobs */
  position: number;
  /** highest nonce of its top-ups, which count from 1 */
  topUps: number;
  /** which of the last 16 were used */
  topUpsSeen: number;
  state: number;
  replicas: number;
  quorum: number;
  acceptPolicy: number;
  startPolicy: number;
  undecidedPolicy: number;
  /** entries used in assignments */
  placed: number;
  /** committed or revealed */
  committed: number;
  revealed: number;
  /** how many were entered in failed, modulo 8 */
  failures: number;
  /** size of the majority once decided */
  agreeing: number;
  /** counted in the requester's bucket */
  counted: number;
  /** attempts are paid what they charge, their price at most */
  metered: number;
}

export interface Assignment {
  /** the commitment, from the reveal on the resultDigest */
  digest: Uint8Array;
  /** as agreed, and as in the leaf */
  price: bigint;
  /** the most it may be paid: its price, and what top-ups added while it ran; from the reveal of a metered one on what it asked for */
  charge: bigint;
  locked: bigint;
  leaseUntil: number;
  /** 0: no revocation pending */
  revokeAt: number;
  assignedTick: number;
  changedTick: number;
  /** as in the leaf */
  expiry: number;
  /** where its leaf is */
  batch: number;
  /** low 32 bits of the index of its reveal */
  revealIndex: number;
  attempt: number;
  leafIndex: number;
  job: number;
  provider: number;
  state: number;
  /** a second revocation can't be objected to */
  objected: number;
  /** the provider was, when it got the attempt: what it does later changes no verdict */
  bonded: number;
}

export interface AssignmentEntry {
  record: Assignment;
  slot: number;
}

export interface GetJobOutput {
  record: Job;
  escrow: bigint;
  jobSlot: number;
  tick: number;
  found: number;
  /** the key is remembered as used, but the job is over */
  finished: number;
  assignments: AssignmentEntry[];
}

export interface GetAssignmentInput {
  assignment: number;
}

export interface GetAssignmentOutput {
  record: Assignment;
  jobKey: Uint8Array;
  /** zero before the reveal */
  ciphertextDigest: Uint8Array;
  maskedKey: Uint8Array;
  tick: number;
  found: number;
}

export interface GetBatchInput {
  batch: number;
}

export interface GetBatchOutput {
  root: Uint8Array;
  invocationId: bigint;
  firstLeaf: bigint;
  batch: number;
  count: number;
  /** in which it was closed */
  tick: number;
  epoch: number;
  status: number;
  tries: number;
  found: number;
}

export interface GetPathInput {
  batch: number;
  index: number;
}

export interface GetPathOutput {
  leaf: Uint8Array;
  root: Uint8Array;
  siblings: Uint8Array[];
  depth: number;
  /** 0: unknown, still open, or its leaves are no longer kept */
  found: number;
}

export interface GetEventsInput {
  fromSeq: bigint;
}

export interface Event {
  seq: bigint;
  tick: number;
  epoch: number;
  type: number;
  slot: number;
  other: number;
  amount: bigint;
  key: Uint8Array;
  chainHash: Uint8Array;
}

export interface GetEventsOutput {
  tick: number;
  epoch: number;
  count: number;
  /** oldest still kept */
  firstSeq: bigint;
  nextSeq: bigint;
  /** after the newest */
  chainHash: Uint8Array;
  /** from max(fromSeq, firstSeq) on */
  events: Event[];
}

export interface ListHubsInput {
  fromSlot: number;
  changedSince: number;
}

export interface HubEntry {
  record: Hub;
  slot: number;
}

export interface ListHubsOutput {
  tick: number;
  nextSlot: number;
  count: number;
  entries: HubEntry[];
}

export interface ListProvidersInput {
  fromSlot: number;
  changedSince: number;
}

export interface ProviderEntry {
  record: Provider;
  slot: number;
  score: number;
}

export interface ListProvidersOutput {
  tick: number;
  nextSlot: number;
  count: number;
  entries: ProviderEntry[];
}

export interface ListModelsInput {
  fromSlot: number;
  changedSince: number;
}

export interface ModelEntry {
  record: Model;
  slot: number;
}

export interface ListModelsOutput {
  tick: number;
  nextSlot: number;
  count: number;
  entries: ModelEntry[];
}

export interface ListJobsInput {
  fromSlot: number;
  changedSince: number;
}

export interface JobEntry {
  record: Job;
  slot: number;
}

export interface ListJobsOutput {
  tick: number;
  nextSlot: number;
  count: number;
  entries: JobEntry[];
}

export interface ListAssignmentsInput {
  fromSlot: number;
  changedSince: number;
}

export interface ListAssignmentsOutput {
  tick: number;
  nextSlot: number;
  count: number;
  entries: AssignmentEntry[];
}

export interface GetReceiptInput {
  jobKey: Uint8Array;
  index: bigint;
}

export interface ReceiptRun {
  paid: bigint;
  slashed: bigint;
  attempt: number;
  provider: number;
  outcome: number;
}

export interface Receipt {
  jobKey: Uint8Array;
  requester: Uint8Array;
  specDigest: Uint8Array;
  resultDigest: Uint8Array;
  index: bigint;
  escrow: bigint;
  royaltyPaid: bigint;
  hubPaid: bigint;
  burned: bigint;
  toShareholders: bigint;
  refunded: bigint;
  slashed: bigint;
  tick: number;
  epoch: number;
  hub: number;
  model: number;
  closeReason: number;
  replicas: number;
  metered: number;
  runs: ReceiptRun[];
}

export interface GetReceiptOutput {
  receipt: Receipt;
  /** receipts ever written */
  count: bigint;
  found: number;
}

export interface GetReceiptPathInput {
  index: bigint;
  count: bigint;
}

export interface GetReceiptPathOutput {
  leaf: Uint8Array;
  root: Uint8Array;
  count: bigint;
  depth: number;
  found: number;
  siblings: Uint8Array[];
}

export interface ExplainInput {
  invocator: Uint8Array;
  amount: bigint;
  procedure: number;
  input: Uint8Array;
}

export interface ExplainOutput {
  code: number;
  item: number;
  codes: number[];
}

export interface GetChannelInput {
  channel: number;
}

export interface Channel {
  payer: Uint8Array;
  payee: Uint8Array;
  deposit: bigint;
  redeemed: bigint;
  claimed: bigint;
  nonce: bigint;
  closesAt: number;
  changedTick: number;
  state: number;
}

export interface GetChannelOutput {
  record: Channel;
  code: number;
  found: number;
}

export interface GetRevealInput {
  jobKey: Uint8Array;
  attempt: number;
}

export interface Reveal {
  jobKey: Uint8Array;
  ciphertextDigest: Uint8Array;
  maskedKey: Uint8Array;
  attempt: number;
  tick: number;
}

export interface GetRevealOutput {
  record: Reveal;
  found: number;
}

export interface GetEpochRootInput {
  epoch: number;
}

export interface EpochRoot {
  root: Uint8Array;
  count: bigint;
  epoch: number;
  used: number;
}

export interface GetEpochRootOutput {
  record: EpochRoot;
  found: number;
}

export interface ListSalesInput {
  fromSlot: number;
  changedSince: number;
}

export interface Sale {
  buyer: Uint8Array;
  price: bigint;
  tick: number;
  model: number;
}

export interface SaleEntry {
  record: Sale;
  slot: number;
}

export interface ListSalesOutput {
  tick: number;
  nextSlot: number;
  count: number;
  entries: SaleEntry[];
}

export interface OcRequest {
  root: Uint8Array;
  contractIndex: bigint;
  batch: number;
  count: number;
  tick: number;
}

export interface KeyEntry {
  fingerprint: bigint;
  until: number;
  slot: number;
  /** 0 free, 1 live, 2 finished */
  kind: number;
}

export interface RequesterEntry {
  fingerprint: bigint;
  live: number;
}

export interface Batch {
  root: Uint8Array;
  firstLeaf: bigint;
  invocationId: bigint;
  count: number;
  closedTick: number;
  retryAt: number;
  /** of the invocation */
  epoch: number;
  tries: number;
  status: number;
}

export interface StateData {
  config: Config;
  totals: Totals;
  counts: Counts;
  chainHash: Uint8Array;
  batchFrontier: Uint8Array[];
  receiptFrontier: Uint8Array[];
  hubs: Hub[];
  providers: Provider[];
  models: Model[];
  sales: Sale[];
  jobs: Job[];
  /** the slots: live ones first */
  jobOrder: number[];
  assignments: Assignment[];
  /** free slots, in a ring: the one freed longest ago is taken next */
  assignmentQueue: number[];
  keys: KeyEntry[];
  requesters: RequesterEntry[];
  batches: Batch[];
  leaves: Uint8Array[];
  reveals: Reveal[];
  events: Event[];
  receipts: Receipt[];
  receiptLeaves: Uint8Array[];
  epochRoots: EpochRoot[];
  /** later */
  channels: Channel[];
}

/** Every struct of the contract, by its name there. */
export interface Records {
  RegisterHub_input: RegisterHubInput;
  RegisterHub_output: RegisterHubOutput;
  UpdateHub_input: UpdateHubInput;
  UpdateHub_output: UpdateHubOutput;
  WithdrawHubBond_input: WithdrawHubBondInput;
  WithdrawHubBond_output: WithdrawHubBondOutput;
  RegisterProvider_input: RegisterProviderInput;
  RegisterProvider_output: RegisterProviderOutput;
  UpdateProvider_input: UpdateProviderInput;
  UpdateProvider_output: UpdateProviderOutput;
  RequestUnstake_input: RequestUnstakeInput;
  RequestUnstake_output: RequestUnstakeOutput;
  Unstake_input: UnstakeInput;
  Unstake_output: UnstakeOutput;
  PublishModel_input: PublishModelInput;
  PublishModel_output: PublishModelOutput;
  UpdateModel_input: UpdateModelInput;
  UpdateModel_output: UpdateModelOutput;
  CreateJob_input: CreateJobInput;
  CreateJob_output: CreateJobOutput;
  AssignItem: AssignItem;
  AssignJobs_input: AssignJobsInput;
  AssignJobs_output: AssignJobsOutput;
  LeaseItem: LeaseItem;
  RenewLeases_input: RenewLeasesInput;
  RenewLeases_output: RenewLeasesOutput;
  RevokeAssignment_input: RevokeAssignmentInput;
  RevokeAssignment_output: RevokeAssignmentOutput;
  DeclineJob_input: DeclineJobInput;
  DeclineJob_output: DeclineJobOutput;
  ReissueBatch_input: ReissueBatchInput;
  ReissueBatch_output: ReissueBatchOutput;
  CommitItem: CommitItem;
  CommitResults_input: CommitResultsInput;
  CommitResults_output: CommitResultsOutput;
  RevealItem: RevealItem;
  RevealResults_input: RevealResultsInput;
  RevealResults_output: RevealResultsOutput;
  AcceptResult_input: AcceptResultInput;
  AcceptResult_output: AcceptResultOutput;
  CancelJob_input: CancelJobInput;
  CancelJob_output: CancelJobOutput;
  ClaimTimeout_input: ClaimTimeoutInput;
  ClaimTimeout_output: ClaimTimeoutOutput;
  DisputeJob_input: DisputeJobInput;
  DisputeJob_output: DisputeJobOutput;
  TopUpJob_input: TopUpJobInput;
  TopUpJob_output: TopUpJobOutput;
  OpenChannel_input: OpenChannelInput;
  OpenChannel_output: OpenChannelOutput;
  TopUpChannel_input: TopUpChannelInput;
  TopUpChannel_output: TopUpChannelOutput;
  RedeemVoucher_input: RedeemVoucherInput;
  RedeemVoucher_output: RedeemVoucherOutput;
  CloseChannel_input: CloseChannelInput;
  CloseChannel_output: CloseChannelOutput;
  SetAccessPrice_input: SetAccessPriceInput;
  SetAccessPrice_output: SetAccessPriceOutput;
  BuyAccess_input: BuyAccessInput;
  BuyAccess_output: BuyAccessOutput;
  GetConfig_input: GetConfigInput;
  Config: Config;
  GetConfig_output: GetConfigOutput;
  GetTotals_input: GetTotalsInput;
  Totals: Totals;
  Counts: Counts;
  GetTotals_output: GetTotalsOutput;
  GetHub_input: GetHubInput;
  NonceWindow: NonceWindow;
  Hub: Hub;
  GetHub_output: GetHubOutput;
  GetProvider_input: GetProviderInput;
  Reputation: Reputation;
  Provider: Provider;
  GetProvider_output: GetProviderOutput;
  GetModel_input: GetModelInput;
  Model: Model;
  GetModel_output: GetModelOutput;
  GetJob_input: GetJobInput;
  Job: Job;
  Assignment: Assignment;
  AssignmentEntry: AssignmentEntry;
  GetJob_output: GetJobOutput;
  GetAssignment_input: GetAssignmentInput;
  GetAssignment_output: GetAssignmentOutput;
  GetBatch_input: GetBatchInput;
  GetBatch_output: GetBatchOutput;
  GetPath_input: GetPathInput;
  GetPath_output: GetPathOutput;
  GetEvents_input: GetEventsInput;
  Event: Event;
  GetEvents_output: GetEventsOutput;
  ListHubs_input: ListHubsInput;
  HubEntry: HubEntry;
  ListHubs_output: ListHubsOutput;
  ListProviders_input: ListProvidersInput;
  ProviderEntry: ProviderEntry;
  ListProviders_output: ListProvidersOutput;
  ListModels_input: ListModelsInput;
  ModelEntry: ModelEntry;
  ListModels_output: ListModelsOutput;
  ListJobs_input: ListJobsInput;
  JobEntry: JobEntry;
  ListJobs_output: ListJobsOutput;
  ListAssignments_input: ListAssignmentsInput;
  ListAssignments_output: ListAssignmentsOutput;
  GetReceipt_input: GetReceiptInput;
  ReceiptRun: ReceiptRun;
  Receipt: Receipt;
  GetReceipt_output: GetReceiptOutput;
  GetReceiptPath_input: GetReceiptPathInput;
  GetReceiptPath_output: GetReceiptPathOutput;
  Explain_input: ExplainInput;
  Explain_output: ExplainOutput;
  GetChannel_input: GetChannelInput;
  Channel: Channel;
  GetChannel_output: GetChannelOutput;
  GetReveal_input: GetRevealInput;
  Reveal: Reveal;
  GetReveal_output: GetRevealOutput;
  GetEpochRoot_input: GetEpochRootInput;
  EpochRoot: EpochRoot;
  GetEpochRoot_output: GetEpochRootOutput;
  ListSales_input: ListSalesInput;
  Sale: Sale;
  SaleEntry: SaleEntry;
  ListSales_output: ListSalesOutput;
  OcRequest: OcRequest;
  KeyEntry: KeyEntry;
  RequesterEntry: RequesterEntry;
  Batch: Batch;
  StateData: StateData;
}

export interface Procedures {
  registerHub: { input: RegisterHubInput; output: RegisterHubOutput };
  updateHub: { input: UpdateHubInput; output: UpdateHubOutput };
  withdrawHubBond: { input: WithdrawHubBondInput; output: WithdrawHubBondOutput };
  registerProvider: { input: RegisterProviderInput; output: RegisterProviderOutput };
  updateProvider: { input: UpdateProviderInput; output: UpdateProviderOutput };
  requestUnstake: { input: RequestUnstakeInput; output: RequestUnstakeOutput };
  unstake: { input: UnstakeInput; output: UnstakeOutput };
  publishModel: { input: PublishModelInput; output: PublishModelOutput };
  updateModel: { input: UpdateModelInput; output: UpdateModelOutput };
  createJob: { input: CreateJobInput; output: CreateJobOutput };
  assignJobs: { input: AssignJobsInput; output: AssignJobsOutput };
  renewLeases: { input: RenewLeasesInput; output: RenewLeasesOutput };
  revokeAssignment: { input: RevokeAssignmentInput; output: RevokeAssignmentOutput };
  declineJob: { input: DeclineJobInput; output: DeclineJobOutput };
  reissueBatch: { input: ReissueBatchInput; output: ReissueBatchOutput };
  commitResults: { input: CommitResultsInput; output: CommitResultsOutput };
  revealResults: { input: RevealResultsInput; output: RevealResultsOutput };
  acceptResult: { input: AcceptResultInput; output: AcceptResultOutput };
  cancelJob: { input: CancelJobInput; output: CancelJobOutput };
  claimTimeout: { input: ClaimTimeoutInput; output: ClaimTimeoutOutput };
  disputeJob: { input: DisputeJobInput; output: DisputeJobOutput };
  topUpJob: { input: TopUpJobInput; output: TopUpJobOutput };
  openChannel: { input: OpenChannelInput; output: OpenChannelOutput };
  topUpChannel: { input: TopUpChannelInput; output: TopUpChannelOutput };
  redeemVoucher: { input: RedeemVoucherInput; output: RedeemVoucherOutput };
  closeChannel: { input: CloseChannelInput; output: CloseChannelOutput };
  setAccessPrice: { input: SetAccessPriceInput; output: SetAccessPriceOutput };
  buyAccess: { input: BuyAccessInput; output: BuyAccessOutput };
}

export interface Functions {
  getConfig: { input: GetConfigInput; output: GetConfigOutput };
  getTotals: { input: GetTotalsInput; output: GetTotalsOutput };
  getHub: { input: GetHubInput; output: GetHubOutput };
  getProvider: { input: GetProviderInput; output: GetProviderOutput };
  getModel: { input: GetModelInput; output: GetModelOutput };
  getJob: { input: GetJobInput; output: GetJobOutput };
  getAssignment: { input: GetAssignmentInput; output: GetAssignmentOutput };
  getBatch: { input: GetBatchInput; output: GetBatchOutput };
  getPath: { input: GetPathInput; output: GetPathOutput };
  getEvents: { input: GetEventsInput; output: GetEventsOutput };
  listHubs: { input: ListHubsInput; output: ListHubsOutput };
  listProviders: { input: ListProvidersInput; output: ListProvidersOutput };
  listModels: { input: ListModelsInput; output: ListModelsOutput };
  listJobs: { input: ListJobsInput; output: ListJobsOutput };
  listAssignments: { input: ListAssignmentsInput; output: ListAssignmentsOutput };
  getReceipt: { input: GetReceiptInput; output: GetReceiptOutput };
  getReceiptPath: { input: GetReceiptPathInput; output: GetReceiptPathOutput };
  explain: { input: ExplainInput; output: ExplainOutput };
  getChannel: { input: GetChannelInput; output: GetChannelOutput };
  getReveal: { input: GetRevealInput; output: GetRevealOutput };
  getEpochRoot: { input: GetEpochRootInput; output: GetEpochRootOutput };
  listSales: { input: ListSalesInput; output: ListSalesOutput };
}
