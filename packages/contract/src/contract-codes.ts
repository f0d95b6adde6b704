import { Code } from "./generated/constants.ts";

/** A refusal of the contract: its number, its name, and what happened and what to do about it. */
export interface ContractCode {
  code: number;
  name: string;
  text: string;
}

const TEXTS: Record<keyof typeof Code, string> = {
  Ok: "Accepted.",
  NotYetAvailable: "This procedure is not switched on yet. What was attached came back.",
  BadInput: "A field of the input is outside of its range. Check the input against the contract's documentation.",
  ContractNotAllowed: "A contract cannot take this part. Use a user's identity.",
  FeeTooSmall: "The attached amount does not cover the fee. Attach at least the fee that GetConfig names.",
  AmountOutOfRange: "An amount is negative or above 10^15 QU. Correct it.",
  NonceUsed:
    "This intent was executed already, or its nonce is too old. Use a new nonce only if you mean it a second time.",
  NotAuthorized: "The signer may not do this. Sign with the key that the record names (owner, hot key or requester).",
  TableFull: "The contract's table is full. Try again when entries have been freed.",
  AlreadyRegistered: "This identity is registered already. Use the update procedure.",
  KeyInUse: "This key belongs to another record. Use a key of its own.",
  UnknownHub: "No such hub. Look at ListHubs.",
  HubPaused: "The hub takes no new jobs now. Choose another hub or wait.",
  BondTooSmall: "The hub's bond does not cover this. Add to the bond with UpdateHub, or assign less.",
  BondInUse: "That part of the bond backs unsettled work. Withdraw less, or wait until jobs are settled.",
  UnknownProvider: "No such provider. Look at ListProviders.",
  ProviderPaused: "The provider takes no work now. Choose another.",
  StakeTooSmall: "The provider's stake does not cover this. Add stake with UpdateProvider.",
  StakeLocked: "That part of the stake backs unsettled work. Wait until it is settled.",
  NoUnstakeRequested: "Nothing was asked to be unstaked. Send RequestUnstake first.",
  UnstakeNotDue: "The waiting time of the withdrawal has not passed. Try again at the tick that GetProvider names.",
  ProviderBusy: "The provider has attempts that are not over. Wait until they are settled.",
  UnknownModel: "No such model. Look at ListModels.",
  ModelInactive: "The model was withdrawn. Choose another one.",
  ModelExists: "A model with this digest is published already.",
  RoyaltyMismatch: "The royalty differs from the model's. Read it again with GetModel and build the job anew.",
  BadParent: "The parent model does not exist or its lineage is too long.",
  BadShare: "The parent's share is above 10,000 basis points.",
  UnknownJob: "No such job: it is over, or slot and key do not belong together. Look at GetReceipt.",
  DuplicateJob: "This job is on the chain already. Nothing to do; use another nonce for another job.",
  KeyBucketFull: "By chance too many job keys fall together. Choose another nonce.",
  TooManyJobs: "The requester has as many live jobs as are allowed. Wait until one is settled.",
  CreateByOutOfRange: "createBy has passed or lies too far ahead. Sign anew with a createBy at most 256 ticks ahead.",
  DeadlineOutOfRange: "The deadline is too near or too far. Choose one within the limits that GetConfig names.",
  BadReplicas: "The number of replicas is not allowed. Choose 1 to 7.",
  BadQuorum: "The quorum must be at least 1, at most the replicas, and more than half of them.",
  BadPolicy: "A policy field has an unknown value. Check accept, start and undecided policy.",
  PriceOutOfRange: "The price is below the minimum or too high. Look at GetConfig.",
  HubFeeTooLow: "The hub asks for more. Read its minFee with GetHub.",
  ProtocolFeeTooLow: "The protocol fee is below the minimum share that GetConfig names.",
  EscrowTooSmall:
    "The attached amount is too small. CreateJob: attach replicas × priceCap + royalty + hubFee + protocolFee + createFee. TopUpJob: so much that each replica gets something, beside callFee.",
  BadOwnList: "The job's own list names an unknown provider, one twice, or fewer than the quorum.",
  WrongHub: "The job names another hub. Only that hub can assign it.",
  WrongState: "The job is in another phase. Read it again with GetJob.",
  TooLate: "The time for this has passed.",
  NoFreeReplica: "All replicas of the job are assigned already.",
  PriceAboveCap: "The price is above the job's cap. Assign at a lower price.",
  PriceBelowMinimum: "The price is below what the provider accepts. Offer more or choose another provider.",
  HubNotAccepted: "The provider does not accept work from this hub. Choose another provider.",
  NoCapacity: "The provider runs as many attempts as it takes. Choose another or wait.",
  NotOnOwnList: "The job accepts only providers of its own list.",
  StakeBelowPolicy: "The provider's free stake is below what the job asks for.",
  NotBonded: "The job accepts only bonded providers.",
  AlreadyOnJob: "The provider has a replica of this job already. A second one must be another's.",
  FailedBefore: "The provider failed on this job before. Choose another.",
  LeaseOutOfRange: "The lease is shorter or longer than GetConfig allows.",
  TooManyAttempts: "The job was assigned too often. Cancel it or wait for its deadline.",
  UnknownAssignment: "No such assignment. It may be over; look at GetJob.",
  StaleAttempt: "The assignment belongs to a newer attempt. Stop working on the old one.",
  NotLive: "The attempt is not running any more.",
  NotRevealing: "The reveal phase is not open. Wait for the RevealOpened event, or it is over.",
  CommitmentMismatch: "What was revealed is not what was committed. Reveal the same values with the same salt.",
  NothingToObject: "No revocation is pending for this attempt.",
  NothingDue: "Nothing has run out yet. Try again after the deadline.",
  UnknownBatch: "No such batch. Look at GetBatch.",
  BatchNotReissuable: "The batch is open, pending, or its leaves are no longer kept.",
  UnknownProcedure: "There is no procedure of this number.",
  RevocationPending: "A revocation of this attempt is pending already.",
  NotForSale: "Access to the model is not for sale. Ask its owner.",
  AccessPriceMismatch: "The creator has changed the price of access. Look at the model and agree to the new one.",
};

/** All answers of the contract by their number. */
export const CONTRACT_CODES: Readonly<Record<number, ContractCode>> = Object.fromEntries(
  Object.entries(Code).map(([key, code]) => [
    code,
    { code, name: screaming(key), text: TEXTS[key as keyof typeof Code] },
  ]),
);

/** The answer of this number, also of one that this version does not know. */
export function contractCode(code: number): ContractCode {
  return (
    CONTRACT_CODES[code] ?? {
      code,
      name: `CODE_${code}`,
      text: "This version of Qubix does not know that code. Update it.",
    }
  );
}

/** UnknownHub → UNKNOWN_HUB */
function screaming(name: string): string {
  return name.replace(/(?<!^)[A-Z]/g, "_$&").toUpperCase();
}
