// Generated from contracts/Qubix.h by `npm run build`. Do not edit.

import type { RecordLayout } from "../record-layout.ts";
import type { Functions, Procedures, Records } from "./types.ts";

export const LAYOUTS: Record<keyof Records, RecordLayout> = {
  RegisterHub_input: {
    size: 48,
    fields: [
      ["hot", 0, "id"],
      ["minFee", 32, "sint64"],
      ["nonce", 40, "uint64"],
    ],
  },
  RegisterHub_output: {
    size: 8,
    fields: [
      ["code", 0, "sint32"],
      ["hub", 4, "uint16"],
    ],
  },
  UpdateHub_input: {
    size: 88,
    fields: [
      ["owner", 0, "id"],
      ["hot", 32, "id"],
      ["minFee", 64, "sint64"],
      ["paused", 72, "uint8"],
      ["nonce", 80, "uint64"],
    ],
  },
  UpdateHub_output: {
    size: 4,
    fields: [
      ["code", 0, "sint32"],
    ],
  },
  WithdrawHubBond_input: {
    size: 16,
    fields: [
      ["amount", 0, "sint64"],
      ["nonce", 8, "uint64"],
    ],
  },
  WithdrawHubBond_output: {
    size: 4,
    fields: [
      ["code", 0, "sint32"],
    ],
  },
  RegisterProvider_input: {
    size: 96,
    fields: [
      ["hot", 0, "id"],
      ["payout", 32, "id"],
      ["minPrice", 64, "sint64"],
      ["capacity", 72, "uint16"],
      ["hubs", 74, { of: "uint16", length: 4 }],
      ["anyHub", 82, "uint8"],
      ["nonce", 88, "uint64"],
    ],
  },
  RegisterProvider_output: {
    size: 8,
    fields: [
      ["code", 0, "sint32"],
      ["provider", 4, "uint16"],
    ],
  },
  UpdateProvider_input: {
    size: 128,
    fields: [
      ["owner", 0, "id"],
      ["hot", 32, "id"],
      ["payout", 64, "id"],
      ["minPrice", 96, "sint64"],
      ["capacity", 104, "uint16"],
      ["hubs", 106, { of: "uint16", length: 4 }],
      ["anyHub", 114, "uint8"],
      ["paused", 115, "uint8"],
      ["nonce", 120, "uint64"],
    ],
  },
  UpdateProvider_output: {
    size: 4,
    fields: [
      ["code", 0, "sint32"],
    ],
  },
  RequestUnstake_input: {
    size: 16,
    fields: [
      ["amount", 0, "sint64"],
      ["nonce", 8, "uint64"],
    ],
  },
  RequestUnstake_output: {
    size: 4,
    fields: [
      ["code", 0, "sint32"],
    ],
  },
  Unstake_input: {
    size: 8,
    fields: [
      ["nonce", 0, "uint64"],
    ],
  },
  Unstake_output: {
    size: 4,
    fields: [
      ["code", 0, "sint32"],
    ],
  },
  PublishModel_input: {
    size: 56,
    fields: [
      ["digest", 0, "id"],
      ["royalty", 32, "sint64"],
      ["parent", 40, "uint16"],
      ["parentShareBps", 42, "uint16"],
      ["nonce", 48, "uint64"],
    ],
  },
  PublishModel_output: {
    size: 8,
    fields: [
      ["code", 0, "sint32"],
      ["model", 4, "uint16"],
    ],
  },
  UpdateModel_input: {
    size: 56,
    fields: [
      ["model", 0, "uint16"],
      ["active", 2, "uint8"],
      ["royalty", 8, "sint64"],
      ["creator", 16, "id"],
      ["nonce", 48, "uint64"],
    ],
  },
  UpdateModel_output: {
    size: 4,
    fields: [
      ["code", 0, "sint32"],
    ],
  },
  CreateJob_input: {
    size: 120,
    fields: [
      ["specDigest", 0, "id"],
      ["nonce", 32, "uint64"],
      ["createBy", 40, "uint32"],
      ["deadline", 44, "uint32"],
      ["hub", 48, "uint16"],
      ["model", 50, "uint16"],
      ["replicas", 52, "uint8"],
      ["quorum", 53, "uint8"],
      ["acceptPolicy", 54, "uint8"],
      ["startPolicy", 55, "uint8"],
      ["undecidedPolicy", 56, "uint8"],
      ["metered", 57, "uint8"],
      ["priceCap", 64, "sint64"],
      ["royalty", 72, "sint64"],
      ["hubFee", 80, "sint64"],
      ["protocolFee", 88, "sint64"],
      ["minStake", 96, "sint64"],
      ["providers", 104, { of: "uint16", length: 8 }],
    ],
  },
  CreateJob_output: {
    size: 40,
    fields: [
      ["code", 0, "sint32"],
      ["jobSlot", 4, "uint32"],
      ["jobKey", 8, "id"],
    ],
  },
  AssignItem: {
    size: 56,
    fields: [
      ["jobKey", 0, "id"],
      ["price", 32, "sint64"],
      ["jobSlot", 40, "uint32"],
      ["leaseTicks", 44, "uint32"],
      ["provider", 48, "uint16"],
    ],
  },
  AssignJobs_input: {
    size: 912,
    fields: [
      ["items", 0, { of: "AssignItem", length: 16 }],
      ["count", 896, "uint16"],
      ["nonce", 904, "uint64"],
    ],
  },
  AssignJobs_output: {
    size: 136,
    fields: [
      ["code", 0, "sint32"],
      ["accepted", 4, "uint16"],
      ["codes", 8, { of: "sint32", length: 16 }],
      ["assignments", 72, { of: "uint32", length: 16 }],
    ],
  },
  LeaseItem: {
    size: 12,
    fields: [
      ["assignment", 0, "uint32"],
      ["attempt", 4, "uint32"],
      ["leaseTicks", 8, "uint32"],
    ],
  },
  RenewLeases_input: {
    size: 784,
    fields: [
      ["items", 0, { of: "LeaseItem", length: 64 }],
      ["count", 768, "uint16"],
      ["nonce", 776, "uint64"],
    ],
  },
  RenewLeases_output: {
    size: 264,
    fields: [
      ["code", 0, "sint32"],
      ["accepted", 4, "uint16"],
      ["codes", 8, { of: "sint32", length: 64 }],
    ],
  },
  RevokeAssignment_input: {
    size: 16,
    fields: [
      ["assignment", 0, "uint32"],
      ["attempt", 4, "uint32"],
      ["nonce", 8, "uint64"],
    ],
  },
  RevokeAssignment_output: {
    size: 4,
    fields: [
      ["code", 0, "sint32"],
    ],
  },
  DeclineJob_input: {
    size: 24,
    fields: [
      ["assignment", 0, "uint32"],
      ["attempt", 4, "uint32"],
      ["reason", 8, "uint8"],
      ["nonce", 16, "uint64"],
    ],
  },
  DeclineJob_output: {
    size: 4,
    fields: [
      ["code", 0, "sint32"],
    ],
  },
  ReissueBatch_input: {
    size: 16,
    fields: [
      ["batch", 0, "uint32"],
      ["nonce", 8, "uint64"],
    ],
  },
  ReissueBatch_output: {
    size: 4,
    fields: [
      ["code", 0, "sint32"],
    ],
  },
  CommitItem: {
    size: 40,
    fields: [
      ["commitment", 0, "id"],
      ["assignment", 32, "uint32"],
      ["attempt", 36, "uint32"],
    ],
  },
  CommitResults_input: {
    size: 656,
    fields: [
      ["items", 0, { of: "CommitItem", length: 16 }],
      ["count", 640, "uint16"],
      ["nonce", 648, "uint64"],
    ],
  },
  CommitResults_output: {
    size: 72,
    fields: [
      ["code", 0, "sint32"],
      ["accepted", 4, "uint16"],
      ["codes", 8, { of: "sint32", length: 16 }],
    ],
  },
  RevealItem: {
    size: 144,
    fields: [
      ["resultDigest", 0, "id"],
      ["ciphertextDigest", 32, "id"],
      ["maskedKey", 64, "id"],
      ["salt", 96, "id"],
      ["charge", 128, "sint64"],
      ["assignment", 136, "uint32"],
      ["attempt", 140, "uint32"],
    ],
  },
  RevealResults_input: {
    size: 592,
    fields: [
      ["items", 0, { of: "RevealItem", length: 4 }],
      ["count", 576, "uint16"],
      ["nonce", 584, "uint64"],
    ],
  },
  RevealResults_output: {
    size: 24,
    fields: [
      ["code", 0, "sint32"],
      ["accepted", 4, "uint16"],
      ["codes", 8, { of: "sint32", length: 4 }],
    ],
  },
  AcceptResult_input: {
    size: 48,
    fields: [
      ["jobKey", 0, "id"],
      ["jobSlot", 32, "uint32"],
      ["nonce", 40, "uint64"],
    ],
  },
  AcceptResult_output: {
    size: 4,
    fields: [
      ["code", 0, "sint32"],
    ],
  },
  CancelJob_input: {
    size: 48,
    fields: [
      ["jobKey", 0, "id"],
      ["jobSlot", 32, "uint32"],
      ["nonce", 40, "uint64"],
    ],
  },
  CancelJob_output: {
    size: 4,
    fields: [
      ["code", 0, "sint32"],
    ],
  },
  ClaimTimeout_input: {
    size: 48,
    fields: [
      ["jobKey", 0, "id"],
      ["jobSlot", 32, "uint32"],
      ["nonce", 40, "uint64"],
    ],
  },
  ClaimTimeout_output: {
    size: 4,
    fields: [
      ["code", 0, "sint32"],
    ],
  },
  DisputeJob_input: {
    size: 48,
    fields: [
      ["jobKey", 0, "id"],
      ["jobSlot", 32, "uint32"],
      ["attempt", 36, "uint32"],
      ["nonce", 40, "uint64"],
    ],
  },
  DisputeJob_output: {
    size: 4,
    fields: [
      ["code", 0, "sint32"],
    ],
  },
  TopUpJob_input: {
    size: 48,
    fields: [
      ["jobKey", 0, "id"],
      ["jobSlot", 32, "uint32"],
      ["extendTicks", 36, "uint32"],
      ["nonce", 40, "uint64"],
    ],
  },
  TopUpJob_output: {
    size: 4,
    fields: [
      ["code", 0, "sint32"],
    ],
  },
  OpenChannel_input: {
    size: 40,
    fields: [
      ["payee", 0, "id"],
      ["nonce", 32, "uint64"],
    ],
  },
  OpenChannel_output: {
    size: 4,
    fields: [
      ["code", 0, "sint32"],
    ],
  },
  TopUpChannel_input: {
    size: 16,
    fields: [
      ["channel", 0, "uint32"],
      ["nonce", 8, "uint64"],
    ],
  },
  TopUpChannel_output: {
    size: 4,
    fields: [
      ["code", 0, "sint32"],
    ],
  },
  RedeemVoucher_input: {
    size: 88,
    fields: [
      ["channel", 0, "uint32"],
      ["total", 8, "sint64"],
      ["signature", 16, { of: "sint8", length: 64 }],
      ["nonce", 80, "uint64"],
    ],
  },
  RedeemVoucher_output: {
    size: 4,
    fields: [
      ["code", 0, "sint32"],
    ],
  },
  CloseChannel_input: {
    size: 16,
    fields: [
      ["channel", 0, "uint32"],
      ["nonce", 8, "uint64"],
    ],
  },
  CloseChannel_output: {
    size: 4,
    fields: [
      ["code", 0, "sint32"],
    ],
  },
  SetAccessPrice_input: {
    size: 24,
    fields: [
      ["model", 0, "uint16"],
      ["price", 8, "sint64"],
      ["nonce", 16, "uint64"],
    ],
  },
  SetAccessPrice_output: {
    size: 4,
    fields: [
      ["code", 0, "sint32"],
    ],
  },
  BuyAccess_input: {
    size: 16,
    fields: [
      ["model", 0, "uint16"],
      ["price", 8, "sint64"],
    ],
  },
  BuyAccess_output: {
    size: 4,
    fields: [
      ["code", 0, "sint32"],
    ],
  },
  GetConfig_input: {
    size: 4,
    fields: [
    ],
  },
  Config: {
    size: 136,
    fields: [
      ["createFee", 0, "sint64"],
      ["callFee", 8, "sint64"],
      ["modelFee", 16, "sint64"],
      ["reserveTarget", 24, "sint64"],
      ["minPrice", 32, "sint64"],
      ["minStake", 40, "sint64"],
      ["minBond", 48, "sint64"],
      ["flushTicks", 56, "uint32"],
      ["commitGraceTicks", 60, "uint32"],
      ["revealTicks", 64, "uint32"],
      ["disputeTicks", 68, "uint32"],
      ["revokeTicks", 72, "uint32"],
      ["minLeaseTicks", 76, "uint32"],
      ["maxLeaseTicks", 80, "uint32"],
      ["maxJobTicks", 84, "uint32"],
      ["unstakeTicks", 88, "uint32"],
      ["retryTicks", 92, "uint32"],
      ["sweepSlots", 96, "uint32"],
      ["maxLiveJobsPerRequester", 100, "uint32"],
      ["hubBondBps", 104, "uint32"],
      ["lockBps", 108, "uint32"],
      ["baseShareBps", 112, "uint32"],
      ["burnBps", 116, "uint32"],
      ["minProtocolFeeBps", 120, "uint32"],
      ["maxReplicas", 124, "uint32"],
      ["epochGuardMinutes", 128, "uint32"],
      ["oracleEnabled", 132, "uint8"],
      ["channelsEnabled", 133, "uint8"],
      ["chargeToleranceBps", 134, "uint16"],
    ],
  },
  GetConfig_output: {
    size: 192,
    fields: [
      ["config", 0, "Config"],
      ["createFeeNow", 136, "sint64"],
      ["contractIndex", 144, "uint32"],
      ["tick", 148, "uint32"],
      ["maxHubs", 152, "uint32"],
      ["maxProviders", 156, "uint32"],
      ["maxModels", 160, "uint32"],
      ["maxJobs", 164, "uint32"],
      ["maxAssignments", 168, "uint32"],
      ["maxEvents", 172, "uint32"],
      ["maxReceipts", 176, "uint32"],
      ["maxReveals", 180, "uint32"],
      ["version", 184, "uint32"],
    ],
  },
  GetTotals_input: {
    size: 4,
    fields: [
    ],
  },
  Totals: {
    size: 112,
    fields: [
      ["escrow", 0, "sint64"],
      ["stakes", 8, "sint64"],
      ["bonds", 16, "sint64"],
      ["channels", 24, "sint64"],
      ["revenue", 32, "sint64"],
      ["operations", 40, "sint64"],
      ["burned", 48, "sint64"],
      ["ocFees", 56, "sint64"],
      ["slashed", 64, "sint64"],
      ["paid", 72, "sint64"],
      ["royalties", 80, "sint64"],
      ["hubFees", 88, "sint64"],
      ["refunded", 96, "sint64"],
      ["dividends", 104, "sint64"],
    ],
  },
  Counts: {
    size: 128,
    fields: [
      ["events", 0, "uint64"],
      ["receipts", 8, "uint64"],
      ["reveals", 16, "uint64"],
      ["leaves", 24, "uint64"],
      ["jobsCreated", 32, "uint64"],
      ["assignmentsTaken", 40, "uint64"],
      ["assignmentsGiven", 48, "uint64"],
      ["sales", 56, "uint64"],
      ["liveJobs", 64, "uint32"],
      ["liveAssignments", 68, "uint32"],
      ["hubs", 72, "uint32"],
      ["providers", 76, "uint32"],
      ["models", 80, "uint32"],
      ["batches", 84, "uint32"],
      ["settledBatches", 88, "uint32"],
      ["openLeaves", 92, "uint32"],
      ["lastFlushTick", 96, "uint32"],
      ["hubSlots", 100, "uint32"],
      ["providerSlots", 104, "uint32"],
      ["modelSlots", 108, "uint32"],
      ["checkpointTick", 112, "uint32"],
      ["graceUntil", 116, "uint32"],
      ["lastRetryTick", 120, "uint32"],
      ["liveReplicas", 124, "uint32"],
    ],
  },
  GetTotals_output: {
    size: 296,
    fields: [
      ["holds", 0, "sint64"],
      ["owes", 8, "sint64"],
      ["totals", 16, "Totals"],
      ["counts", 128, "Counts"],
      ["chainHash", 256, "id"],
      ["tick", 288, "uint32"],
      ["epoch", 292, "uint16"],
    ],
  },
  GetHub_input: {
    size: 40,
    fields: [
      ["identity", 0, "id"],
      ["hub", 32, "uint16"],
    ],
  },
  NonceWindow: {
    size: 16,
    fields: [
      ["top", 0, "uint64"],
      ["seen", 8, "uint64"],
    ],
  },
  Hub: {
    size: 144,
    fields: [
      ["owner", 0, "id"],
      ["hot", 32, "id"],
      ["bond", 64, "sint64"],
      ["exposure", 72, "sint64"],
      ["minFee", 80, "sint64"],
      ["earned", 88, "sint64"],
      ["ownerNonces", 96, "NonceWindow"],
      ["hotNonces", 112, "NonceWindow"],
      ["registeredTick", 128, "uint32"],
      ["changedTick", 132, "uint32"],
      ["liveJobs", 136, "uint32"],
      ["used", 140, "uint8"],
      ["paused", 141, "uint8"],
    ],
  },
  GetHub_output: {
    size: 160,
    fields: [
      ["record", 0, "Hub"],
      ["freeBond", 144, "sint64"],
      ["hub", 152, "uint16"],
      ["found", 154, "uint8"],
    ],
  },
  GetProvider_input: {
    size: 40,
    fields: [
      ["identity", 0, "id"],
      ["provider", 32, "uint16"],
    ],
  },
  Reputation: {
    size: 72,
    fields: [
      ["verifiedWeight", 0, "sint64"],
      ["oddWeight", 8, "sint64"],
      ["earned", 16, "sint64"],
      ["slashed", 24, "sint64"],
      ["requesters", 32, "bits128"],
      ["verified", 48, "uint32"],
      ["undecided", 52, "uint32"],
      ["odd", 56, "uint32"],
      ["unrevealed", 60, "uint32"],
      ["lost", 64, "uint32"],
      ["declined", 68, "uint32"],
    ],
  },
  Provider: {
    size: 248,
    fields: [
      ["owner", 0, "id"],
      ["hot", 32, "id"],
      ["payout", 64, "id"],
      ["stake", 96, "sint64"],
      ["locked", 104, "sint64"],
      ["unstaking", 112, "sint64"],
      ["minPrice", 120, "sint64"],
      ["ownerNonces", 128, "NonceWindow"],
      ["reputation", 144, "Reputation"],
      ["hubs", 216, { of: "uint16", length: 4 }],
      ["hubsTick", 224, "uint32"],
      ["unstakeAt", 228, "uint32"],
      ["registeredTick", 232, "uint32"],
      ["changedTick", 236, "uint32"],
      ["capacity", 240, "uint16"],
      ["live", 242, "uint16"],
      ["used", 244, "uint8"],
      ["paused", 245, "uint8"],
      ["anyHub", 246, "uint8"],
    ],
  },
  GetProvider_output: {
    size: 272,
    fields: [
      ["record", 0, "Provider"],
      ["freeStake", 248, "sint64"],
      ["score", 256, "uint32"],
      ["requesters", 260, "uint32"],
      ["provider", 264, "uint16"],
      ["found", 266, "uint8"],
      ["bonded", 267, "uint8"],
    ],
  },
  GetModel_input: {
    size: 40,
    fields: [
      ["digest", 0, "id"],
      ["model", 32, "uint16"],
    ],
  },
  Model: {
    size: 112,
    fields: [
      ["creator", 0, "id"],
      ["digest", 32, "id"],
      ["royalty", 64, "sint64"],
      ["accessPrice", 72, "sint64"],
      ["earned", 80, "sint64"],
      ["nonce", 88, "uint64"],
      ["changedTick", 96, "uint32"],
      ["runs", 100, "uint32"],
      ["parent", 104, "uint16"],
      ["parentShareBps", 106, "uint16"],
      ["used", 108, "uint8"],
      ["active", 109, "uint8"],
    ],
  },
  GetModel_output: {
    size: 120,
    fields: [
      ["record", 0, "Model"],
      ["model", 112, "uint16"],
      ["found", 114, "uint8"],
    ],
  },
  GetJob_input: {
    size: 40,
    fields: [
      ["jobKey", 0, "id"],
      ["jobSlot", 32, "uint32"],
    ],
  },
  Job: {
    size: 232,
    fields: [
      ["key", 0, "id"],
      ["requester", 32, "id"],
      ["specDigest", 64, "id"],
      ["priceCap", 96, "sint64"],
      ["royalty", 104, "sint64"],
      ["hubFee", 112, "sint64"],
      ["protocolFee", 120, "sint64"],
      ["minStake", 128, "sint64"],
      ["createBy", 136, "uint32"],
      ["deadline", 140, "uint32"],
      ["phaseEnds", 144, "uint32"],
      ["createdTick", 148, "uint32"],
      ["changedTick", 152, "uint32"],
      ["attempts", 156, "uint32"],
      ["providers", 160, { of: "uint16", length: 8 }],
      ["assignments", 176, { of: "uint16", length: 8 }],
      ["failed", 192, { of: "uint16", length: 8 }],
      ["hub", 208, "uint16"],
      ["model", 210, "uint16"],
      ["position", 212, "uint16"],
      ["topUps", 214, "uint16"],
      ["topUpsSeen", 216, "uint16"],
      ["state", 218, "uint8"],
      ["replicas", 219, "uint8"],
      ["quorum", 220, "uint8"],
      ["acceptPolicy", 221, "uint8"],
      ["startPolicy", 222, "uint8"],
      ["undecidedPolicy", 223, "uint8"],
      ["placed", 224, "uint8"],
      ["committed", 225, "uint8"],
      ["revealed", 226, "uint8"],
      ["failures", 227, "uint8"],
      ["agreeing", 228, "uint8"],
      ["counted", 229, "uint8"],
      ["metered", 230, "uint8"],
    ],
  },
  Assignment: {
    size: 96,
    fields: [
      ["digest", 0, "id"],
      ["price", 32, "sint64"],
      ["charge", 40, "sint64"],
      ["locked", 48, "sint64"],
      ["leaseUntil", 56, "uint32"],
      ["revokeAt", 60, "uint32"],
      ["assignedTick", 64, "uint32"],
      ["changedTick", 68, "uint32"],
      ["expiry", 72, "uint32"],
      ["batch", 76, "uint32"],
      ["revealIndex", 80, "uint32"],
      ["attempt", 84, "uint16"],
      ["leafIndex", 86, "uint16"],
      ["job", 88, "uint16"],
      ["provider", 90, "uint16"],
      ["state", 92, "uint8"],
      ["objected", 93, "uint8"],
      ["bonded", 94, "uint8"],
    ],
  },
  AssignmentEntry: {
    size: 104,
    fields: [
      ["record", 0, "Assignment"],
      ["slot", 96, "uint32"],
    ],
  },
  GetJob_output: {
    size: 1088,
    fields: [
      ["record", 0, "Job"],
      ["escrow", 232, "sint64"],
      ["jobSlot", 240, "uint32"],
      ["tick", 244, "uint32"],
      ["found", 248, "uint8"],
      ["finished", 249, "uint8"],
      ["assignments", 256, { of: "AssignmentEntry", length: 8 }],
    ],
  },
  GetAssignment_input: {
    size: 4,
    fields: [
      ["assignment", 0, "uint32"],
    ],
  },
  GetAssignment_output: {
    size: 200,
    fields: [
      ["record", 0, "Assignment"],
      ["jobKey", 96, "id"],
      ["ciphertextDigest", 128, "id"],
      ["maskedKey", 160, "id"],
      ["tick", 192, "uint32"],
      ["found", 196, "uint8"],
    ],
  },
  GetBatch_input: {
    size: 4,
    fields: [
      ["batch", 0, "uint32"],
    ],
  },
  GetBatch_output: {
    size: 72,
    fields: [
      ["root", 0, "id"],
      ["invocationId", 32, "sint64"],
      ["firstLeaf", 40, "uint64"],
      ["batch", 48, "uint32"],
      ["count", 52, "uint32"],
      ["tick", 56, "uint32"],
      ["epoch", 60, "uint16"],
      ["status", 62, "uint8"],
      ["tries", 63, "uint8"],
      ["found", 64, "uint8"],
    ],
  },
  GetPath_input: {
    size: 8,
    fields: [
      ["batch", 0, "uint32"],
      ["index", 4, "uint32"],
    ],
  },
  GetPath_output: {
    size: 584,
    fields: [
      ["leaf", 0, "id"],
      ["root", 32, "id"],
      ["siblings", 64, { of: "id", length: 16 }],
      ["depth", 576, "uint32"],
      ["found", 580, "uint8"],
    ],
  },
  GetEvents_input: {
    size: 8,
    fields: [
      ["fromSeq", 0, "uint64"],
    ],
  },
  Event: {
    size: 96,
    fields: [
      ["seq", 0, "uint64"],
      ["tick", 8, "uint32"],
      ["epoch", 12, "uint16"],
      ["type", 14, "uint16"],
      ["slot", 16, "uint32"],
      ["other", 20, "uint32"],
      ["amount", 24, "sint64"],
      ["key", 32, "id"],
      ["chainHash", 64, "id"],
    ],
  },
  GetEvents_output: {
    size: 24632,
    fields: [
      ["tick", 0, "uint32"],
      ["epoch", 4, "uint16"],
      ["count", 6, "uint16"],
      ["firstSeq", 8, "uint64"],
      ["nextSeq", 16, "uint64"],
      ["chainHash", 24, "id"],
      ["events", 56, { of: "Event", length: 256 }],
    ],
  },
  ListHubs_input: {
    size: 8,
    fields: [
      ["fromSlot", 0, "uint32"],
      ["changedSince", 4, "uint32"],
    ],
  },
  HubEntry: {
    size: 152,
    fields: [
      ["record", 0, "Hub"],
      ["slot", 144, "uint32"],
    ],
  },
  ListHubs_output: {
    size: 38928,
    fields: [
      ["tick", 0, "uint32"],
      ["nextSlot", 4, "uint32"],
      ["count", 8, "uint32"],
      ["entries", 16, { of: "HubEntry", length: 256 }],
    ],
  },
  ListProviders_input: {
    size: 8,
    fields: [
      ["fromSlot", 0, "uint32"],
      ["changedSince", 4, "uint32"],
    ],
  },
  ProviderEntry: {
    size: 256,
    fields: [
      ["record", 0, "Provider"],
      ["slot", 248, "uint32"],
      ["score", 252, "uint32"],
    ],
  },
  ListProviders_output: {
    size: 32784,
    fields: [
      ["tick", 0, "uint32"],
      ["nextSlot", 4, "uint32"],
      ["count", 8, "uint32"],
      ["entries", 16, { of: "ProviderEntry", length: 128 }],
    ],
  },
  ListModels_input: {
    size: 8,
    fields: [
      ["fromSlot", 0, "uint32"],
      ["changedSince", 4, "uint32"],
    ],
  },
  ModelEntry: {
    size: 120,
    fields: [
      ["record", 0, "Model"],
      ["slot", 112, "uint32"],
    ],
  },
  ListModels_output: {
    size: 30736,
    fields: [
      ["tick", 0, "uint32"],
      ["nextSlot", 4, "uint32"],
      ["count", 8, "uint32"],
      ["entries", 16, { of: "ModelEntry", length: 256 }],
    ],
  },
  ListJobs_input: {
    size: 8,
    fields: [
      ["fromSlot", 0, "uint32"],
      ["changedSince", 4, "uint32"],
    ],
  },
  JobEntry: {
    size: 240,
    fields: [
      ["record", 0, "Job"],
      ["slot", 232, "uint32"],
    ],
  },
  ListJobs_output: {
    size: 30736,
    fields: [
      ["tick", 0, "uint32"],
      ["nextSlot", 4, "uint32"],
      ["count", 8, "uint32"],
      ["entries", 16, { of: "JobEntry", length: 128 }],
    ],
  },
  ListAssignments_input: {
    size: 8,
    fields: [
      ["fromSlot", 0, "uint32"],
      ["changedSince", 4, "uint32"],
    ],
  },
  ListAssignments_output: {
    size: 26640,
    fields: [
      ["tick", 0, "uint32"],
      ["nextSlot", 4, "uint32"],
      ["count", 8, "uint32"],
      ["entries", 16, { of: "AssignmentEntry", length: 256 }],
    ],
  },
  GetReceipt_input: {
    size: 40,
    fields: [
      ["jobKey", 0, "id"],
      ["index", 32, "uint64"],
    ],
  },
  ReceiptRun: {
    size: 24,
    fields: [
      ["paid", 0, "sint64"],
      ["slashed", 8, "sint64"],
      ["attempt", 16, "uint32"],
      ["provider", 20, "uint16"],
      ["outcome", 22, "uint8"],
    ],
  },
  Receipt: {
    size: 400,
    fields: [
      ["jobKey", 0, "id"],
      ["requester", 32, "id"],
      ["specDigest", 64, "id"],
      ["resultDigest", 96, "id"],
      ["index", 128, "uint64"],
      ["escrow", 136, "sint64"],
      ["royaltyPaid", 144, "sint64"],
      ["hubPaid", 152, "sint64"],
      ["burned", 160, "sint64"],
      ["toShareholders", 168, "sint64"],
      ["refunded", 176, "sint64"],
      ["slashed", 184, "sint64"],
      ["tick", 192, "uint32"],
      ["epoch", 196, "uint16"],
      ["hub", 198, "uint16"],
      ["model", 200, "uint16"],
      ["closeReason", 202, "uint8"],
      ["replicas", 203, "uint8"],
      ["metered", 204, "uint8"],
      ["runs", 208, { of: "ReceiptRun", length: 8 }],
    ],
  },
  GetReceipt_output: {
    size: 416,
    fields: [
      ["receipt", 0, "Receipt"],
      ["count", 400, "uint64"],
      ["found", 408, "uint8"],
    ],
  },
  GetReceiptPath_input: {
    size: 16,
    fields: [
      ["index", 0, "uint64"],
      ["count", 8, "uint64"],
    ],
  },
  GetReceiptPath_output: {
    size: 1104,
    fields: [
      ["leaf", 0, "id"],
      ["root", 32, "id"],
      ["count", 64, "uint64"],
      ["depth", 72, "uint32"],
      ["found", 76, "uint8"],
      ["siblings", 80, { of: "id", length: 32 }],
    ],
  },
  Explain_input: {
    size: 1072,
    fields: [
      ["invocator", 0, "id"],
      ["amount", 32, "sint64"],
      ["procedure", 40, "uint16"],
      ["input", 42, { of: "uint8", length: 1024 }],
    ],
  },
  Explain_output: {
    size: 264,
    fields: [
      ["code", 0, "sint32"],
      ["item", 4, "uint32"],
      ["codes", 8, { of: "sint32", length: 64 }],
    ],
  },
  GetChannel_input: {
    size: 4,
    fields: [
      ["channel", 0, "uint32"],
    ],
  },
  Channel: {
    size: 112,
    fields: [
      ["payer", 0, "id"],
      ["payee", 32, "id"],
      ["deposit", 64, "sint64"],
      ["redeemed", 72, "sint64"],
      ["claimed", 80, "sint64"],
      ["nonce", 88, "uint64"],
      ["closesAt", 96, "uint32"],
      ["changedTick", 100, "uint32"],
      ["state", 104, "uint8"],
    ],
  },
  GetChannel_output: {
    size: 120,
    fields: [
      ["record", 0, "Channel"],
      ["code", 112, "sint32"],
      ["found", 116, "uint8"],
    ],
  },
  GetReveal_input: {
    size: 40,
    fields: [
      ["jobKey", 0, "id"],
      ["attempt", 32, "uint32"],
    ],
  },
  Reveal: {
    size: 104,
    fields: [
      ["jobKey", 0, "id"],
      ["ciphertextDigest", 32, "id"],
      ["maskedKey", 64, "id"],
      ["attempt", 96, "uint32"],
      ["tick", 100, "uint32"],
    ],
  },
  GetReveal_output: {
    size: 112,
    fields: [
      ["record", 0, "Reveal"],
      ["found", 104, "uint8"],
    ],
  },
  GetEpochRoot_input: {
    size: 2,
    fields: [
      ["epoch", 0, "uint16"],
    ],
  },
  EpochRoot: {
    size: 48,
    fields: [
      ["root", 0, "id"],
      ["count", 32, "uint64"],
      ["epoch", 40, "uint32"],
      ["used", 44, "uint32"],
    ],
  },
  GetEpochRoot_output: {
    size: 56,
    fields: [
      ["record", 0, "EpochRoot"],
      ["found", 48, "uint8"],
    ],
  },
  ListSales_input: {
    size: 8,
    fields: [
      ["fromSlot", 0, "uint32"],
      ["changedSince", 4, "uint32"],
    ],
  },
  Sale: {
    size: 48,
    fields: [
      ["buyer", 0, "id"],
      ["price", 32, "sint64"],
      ["tick", 40, "uint32"],
      ["model", 44, "uint16"],
    ],
  },
  SaleEntry: {
    size: 56,
    fields: [
      ["record", 0, "Sale"],
      ["slot", 48, "uint32"],
    ],
  },
  ListSales_output: {
    size: 14352,
    fields: [
      ["tick", 0, "uint32"],
      ["nextSlot", 4, "uint32"],
      ["count", 8, "uint32"],
      ["entries", 16, { of: "SaleEntry", length: 256 }],
    ],
  },
  OcRequest: {
    size: 56,
    fields: [
      ["root", 0, "id"],
      ["contractIndex", 32, "uint64"],
      ["batch", 40, "uint32"],
      ["count", 44, "uint32"],
      ["tick", 48, "uint32"],
    ],
  },
  KeyEntry: {
    size: 16,
    fields: [
      ["fingerprint", 0, "uint64"],
      ["until", 8, "uint32"],
      ["slot", 12, "uint16"],
      ["kind", 14, "uint8"],
    ],
  },
  RequesterEntry: {
    size: 16,
    fields: [
      ["fingerprint", 0, "uint64"],
      ["live", 8, "uint32"],
    ],
  },
  Batch: {
    size: 64,
    fields: [
      ["root", 0, "id"],
      ["firstLeaf", 32, "uint64"],
      ["invocationId", 40, "sint64"],
      ["count", 48, "uint32"],
      ["closedTick", 52, "uint32"],
      ["retryAt", 56, "uint32"],
      ["epoch", 60, "uint16"],
      ["tries", 62, "uint8"],
      ["status", 63, "uint8"],
    ],
  },
  StateData: {
    size: 7899032,
    fields: [
      ["config", 0, "Config"],
      ["totals", 136, "Totals"],
      ["counts", 248, "Counts"],
      ["chainHash", 376, "id"],
      ["batchFrontier", 408, { of: "id", length: 16 }],
      ["receiptFrontier", 920, { of: "id", length: 32 }],
      ["hubs", 1944, { of: "Hub", length: 256 }],
      ["providers", 38808, { of: "Provider", length: 4096 }],
      ["models", 1054616, { of: "Model", length: 2048 }],
      ["sales", 1283992, { of: "Sale", length: 8192 }],
      ["jobs", 1677208, { of: "Job", length: 8192 }],
      ["jobOrder", 3577752, { of: "uint16", length: 8192 }],
      ["assignments", 3594136, { of: "Assignment", length: 16384 }],
      ["assignmentQueue", 5167000, { of: "uint16", length: 16384 }],
      ["keys", 5199768, { of: "KeyEntry", length: 32768 }],
      ["requesters", 5724056, { of: "RequesterEntry", length: 16384 }],
      ["batches", 5986200, { of: "Batch", length: 1024 }],
      ["leaves", 6051736, { of: "id", length: 4096 }],
      ["reveals", 6182808, { of: "Reveal", length: 2048 }],
      ["events", 6395800, { of: "Event", length: 4096 }],
      ["receipts", 6789016, { of: "Receipt", length: 2048 }],
      ["receiptLeaves", 7608216, { of: "id", length: 4096 }],
      ["epochRoots", 7739288, { of: "EpochRoot", length: 256 }],
      ["channels", 7751576, { of: "Channel", length: 1024 }],
    ],
  },
};

export const PROCEDURES: Record<keyof Procedures, { inputType: number; name: string }> = {
  registerHub: { inputType: 1, name: "RegisterHub" },
  updateHub: { inputType: 2, name: "UpdateHub" },
  withdrawHubBond: { inputType: 3, name: "WithdrawHubBond" },
  registerProvider: { inputType: 4, name: "RegisterProvider" },
  updateProvider: { inputType: 5, name: "UpdateProvider" },
  requestUnstake: { inputType: 6, name: "RequestUnstake" },
  unstake: { inputType: 7, name: "Unstake" },
  publishModel: { inputType: 8, name: "PublishModel" },
  updateModel: { inputType: 9, name: "UpdateModel" },
  createJob: { inputType: 10, name: "CreateJob" },
  assignJobs: { inputType: 11, name: "AssignJobs" },
  renewLeases: { inputType: 12, name: "RenewLeases" },
  revokeAssignment: { inputType: 13, name: "RevokeAssignment" },
  declineJob: { inputType: 14, name: "DeclineJob" },
  reissueBatch: { inputType: 15, name: "ReissueBatch" },
  commitResults: { inputType: 16, name: "CommitResults" },
  revealResults: { inputType: 17, name: "RevealResults" },
  acceptResult: { inputType: 18, name: "AcceptResult" },
  cancelJob: { inputType: 19, name: "CancelJob" },
  claimTimeout: { inputType: 20, name: "ClaimTimeout" },
  disputeJob: { inputType: 21, name: "DisputeJob" },
  topUpJob: { inputType: 22, name: "TopUpJob" },
  openChannel: { inputType: 23, name: "OpenChannel" },
  topUpChannel: { inputType: 24, name: "TopUpChannel" },
  redeemVoucher: { inputType: 25, name: "RedeemVoucher" },
  closeChannel: { inputType: 26, name: "CloseChannel" },
  setAccessPrice: { inputType: 27, name: "SetAccessPrice" },
  buyAccess: { inputType: 28, name: "BuyAccess" },
};

export const FUNCTIONS: Record<keyof Functions, { inputType: number; name: string }> = {
  getConfig: { inputType: 1, name: "GetConfig" },
  getTotals: { inputType: 2, name: "GetTotals" },
  getHub: { inputType: 3, name: "GetHub" },
  getProvider: { inputType: 4, name: "GetProvider" },
  getModel: { inputType: 5, name: "GetModel" },
  getJob: { inputType: 6, name: "GetJob" },
  getAssignment: { inputType: 7, name: "GetAssignment" },
  getBatch: { inputType: 8, name: "GetBatch" },
  getPath: { inputType: 9, name: "GetPath" },
  getEvents: { inputType: 10, name: "GetEvents" },
  listHubs: { inputType: 11, name: "ListHubs" },
  listProviders: { inputType: 12, name: "ListProviders" },
  listModels: { inputType: 13, name: "ListModels" },
  listJobs: { inputType: 14, name: "ListJobs" },
  listAssignments: { inputType: 15, name: "ListAssignments" },
  getReceipt: { inputType: 16, name: "GetReceipt" },
  getReceiptPath: { inputType: 17, name: "GetReceiptPath" },
  explain: { inputType: 18, name: "Explain" },
  getChannel: { inputType: 19, name: "GetChannel" },
  getReveal: { inputType: 20, name: "GetReveal" },
  getEpochRoot: { inputType: 21, name: "GetEpochRoot" },
  listSales: { inputType: 22, name: "ListSales" },
};
