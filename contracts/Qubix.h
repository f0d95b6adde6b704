using namespace QPI;

// Qubix: a marketplace for compute. A requester locks QU, a hub assigns the job to providers, the network authorizes
// the assignments in batches (Outsourced Computations), providers commit to their results before they see one
// another's, reveal them, and a quorum settles. The rules, the state machine and the sizes are in README.md.

// How many entries the tables have. Array wants powers of two.
constexpr uint64 QUBIX_MAX_HUBS = 256;
constexpr uint64 QUBIX_MAX_PROVIDERS = 4096;
constexpr uint64 QUBIX_MAX_MODELS = 2048;
constexpr uint64 QUBIX_MAX_JOBS = 8192;
constexpr uint64 QUBIX_MAX_ASSIGNMENTS = 16384;
constexpr uint64 QUBIX_MAX_CHANNELS = 1024;
constexpr uint64 QUBIX_MAX_BATCHES = 1024;
constexpr uint64 QUBIX_MAX_EVENTS = 4096;
constexpr uint64 QUBIX_MAX_RECEIPTS = 2048;
constexpr uint64 QUBIX_MAX_REVEALS = 2048;
constexpr uint64 QUBIX_MAX_LEAVES = 4096;
constexpr uint64 QUBIX_MAX_EPOCH_ROOTS = 256;
constexpr uint64 QUBIX_BUCKET_ENTRIES = 8;
constexpr uint64 QUBIX_KEY_BUCKETS = 4096;
constexpr uint64 QUBIX_REQUESTER_BUCKETS = 2048;

// Hard bounds; the adjustable ones are in Config.
constexpr sint64 QUBIX_MAX_AMOUNT = 1000000000000000LL;
constexpr uint32 QUBIX_MAX_BPS = 10000;
constexpr uint32 QUBIX_MAX_REPLICAS = 7;
constexpr uint32 QUBIX_MAX_CREATE_AHEAD = 256;
constexpr uint32 QUBIX_MAX_BATCH_LEAVES = 1024;
constexpr uint32 QUBIX_MAX_ATTEMPTS = 65535;
constexpr uint32 QUBIX_MAX_LINEAGE = 4;
constexpr uint32 QUBIX_MAX_BATCH_TRIES = 16;
constexpr uint32 QUBIX_POLLS_PER_TICK = 32;
constexpr uint32 QUBIX_SETTLEMENTS_PER_TICK = 64;
constexpr sint64 QUBIX_OC_FEE = 10;
constexpr sint64 QUBIX_OPERATIONS_TARGET = 20480;
constexpr uint32 QUBIX_SHARES = 676;

// "none" in fields that name a slot
constexpr uint16 QUBIX_NO_HUB = 0xFFFF;
constexpr uint16 QUBIX_NO_PROVIDER = 0xFFFF;
constexpr uint16 QUBIX_NO_MODEL = 0xFFFF;
constexpr uint16 QUBIX_NO_ASSIGNMENT = 0xFFFF;
constexpr uint32 QUBIX_NO_SLOT = 0xFFFFFFFF;
constexpr uint64 QUBIX_NO_INDEX = 0xFFFFFFFFFFFFFFFFULL;

// Tags that head what is hashed: 16 letters as two little-endian words
constexpr uint64 QUBIX_COMMIT_TAG0 = 0x4F435F5849425551ULL;
constexpr uint64 QUBIX_COMMIT_TAG1 = 0x54494D4DULL;
constexpr uint64 QUBIX_LEAF_TAG0 = 0x454C5F5849425551ULL;
constexpr uint64 QUBIX_LEAF_TAG1 = 0x4641ULL;
constexpr uint64 QUBIX_NODE_TAG0 = 0x4F4E5F5849425551ULL;
constexpr uint64 QUBIX_NODE_TAG1 = 0x4544ULL;
constexpr uint64 QUBIX_RECEIPT_TAG0 = 0x45525F5849425551ULL;
constexpr uint64 QUBIX_RECEIPT_TAG1 = 0x5450494543ULL;

// Why a call is refused. Explain answers with the same codes. 0 is success.
enum QUBIX_Code
{
	QUBIX_CODE_OK = 0,
	QUBIX_CODE_NOT_YET_AVAILABLE = 1,
	QUBIX_CODE_BAD_INPUT = 2,
	QUBIX_CODE_CONTRACT_NOT_ALLOWED = 3,
	QUBIX_CODE_FEE_TOO_SMALL = 4,
	QUBIX_CODE_AMOUNT_OUT_OF_RANGE = 5,
	QUBIX_CODE_NONCE_USED = 6,
	QUBIX_CODE_NOT_AUTHORIZED = 7,
	QUBIX_CODE_TABLE_FULL = 8,
	QUBIX_CODE_ALREADY_REGISTERED = 9,
	QUBIX_CODE_KEY_IN_USE = 10,
	QUBIX_CODE_UNKNOWN_HUB = 11,
	QUBIX_CODE_HUB_PAUSED = 12,
	QUBIX_CODE_BOND_TOO_SMALL = 13,
	QUBIX_CODE_BOND_IN_USE = 14,
	QUBIX_CODE_UNKNOWN_PROVIDER = 15,
	QUBIX_CODE_PROVIDER_PAUSED = 16,
	QUBIX_CODE_STAKE_TOO_SMALL = 17,
	QUBIX_CODE_STAKE_LOCKED = 18,
	QUBIX_CODE_NO_UNSTAKE_REQUESTED = 19,
	QUBIX_CODE_UNSTAKE_NOT_DUE = 20,
	QUBIX_CODE_PROVIDER_BUSY = 21,
	QUBIX_CODE_UNKNOWN_MODEL = 22,
	QUBIX_CODE_MODEL_INACTIVE = 23,
	QUBIX_CODE_MODEL_EXISTS = 24,
	QUBIX_CODE_ROYALTY_MISMATCH = 25,
	QUBIX_CODE_BAD_PARENT = 26,
	QUBIX_CODE_BAD_SHARE = 27,
	QUBIX_CODE_UNKNOWN_JOB = 28,
	QUBIX_CODE_DUPLICATE_JOB = 29,
	QUBIX_CODE_KEY_BUCKET_FULL = 30,
	QUBIX_CODE_TOO_MANY_JOBS = 31,
	QUBIX_CODE_CREATE_BY_OUT_OF_RANGE = 32,
	QUBIX_CODE_DEADLINE_OUT_OF_RANGE = 33,
	QUBIX_CODE_BAD_REPLICAS = 34,
	QUBIX_CODE_BAD_QUORUM = 35,
	QUBIX_CODE_BAD_POLICY = 36,
	QUBIX_CODE_PRICE_OUT_OF_RANGE = 37,
	QUBIX_CODE_HUB_FEE_TOO_LOW = 38,
	QUBIX_CODE_PROTOCOL_FEE_TOO_LOW = 39,
	QUBIX_CODE_ESCROW_TOO_SMALL = 40,
	QUBIX_CODE_BAD_OWN_LIST = 41,
	QUBIX_CODE_WRONG_HUB = 42,
	QUBIX_CODE_WRONG_STATE = 43,
	QUBIX_CODE_TOO_LATE = 44,
	QUBIX_CODE_NO_FREE_REPLICA = 45,
	QUBIX_CODE_PRICE_ABOVE_CAP = 46,
	QUBIX_CODE_PRICE_BELOW_MINIMUM = 47,
	QUBIX_CODE_HUB_NOT_ACCEPTED = 48,
	QUBIX_CODE_NO_CAPACITY = 49,
	QUBIX_CODE_NOT_ON_OWN_LIST = 50,
	QUBIX_CODE_STAKE_BELOW_POLICY = 51,
	QUBIX_CODE_NOT_BONDED = 52,
	QUBIX_CODE_ALREADY_ON_JOB = 53,
	QUBIX_CODE_FAILED_BEFORE = 54,
	QUBIX_CODE_LEASE_OUT_OF_RANGE = 55,
	QUBIX_CODE_TOO_MANY_ATTEMPTS = 56,
	QUBIX_CODE_UNKNOWN_ASSIGNMENT = 57,
	QUBIX_CODE_STALE_ATTEMPT = 58,
	QUBIX_CODE_NOT_LIVE = 59,
	QUBIX_CODE_NOT_REVEALING = 60,
	QUBIX_CODE_COMMITMENT_MISMATCH = 61,
	QUBIX_CODE_NOTHING_TO_OBJECT = 62,
	QUBIX_CODE_NOTHING_DUE = 63,
	QUBIX_CODE_UNKNOWN_BATCH = 64,
	QUBIX_CODE_BATCH_NOT_REISSUABLE = 65,
	QUBIX_CODE_UNKNOWN_PROCEDURE = 66,
	QUBIX_CODE_REVOCATION_PENDING = 67
};

// Numbers of the procedures, which Explain takes too
enum QUBIX_Procedure
{
	QUBIX_PROCEDURE_REGISTER_HUB = 1,
	QUBIX_PROCEDURE_UPDATE_HUB = 2,
	QUBIX_PROCEDURE_WITHDRAW_HUB_BOND = 3,
	QUBIX_PROCEDURE_REGISTER_PROVIDER = 4,
	QUBIX_PROCEDURE_UPDATE_PROVIDER = 5,
	QUBIX_PROCEDURE_REQUEST_UNSTAKE = 6,
	QUBIX_PROCEDURE_UNSTAKE = 7,
	QUBIX_PROCEDURE_PUBLISH_MODEL = 8,
	QUBIX_PROCEDURE_UPDATE_MODEL = 9,
	QUBIX_PROCEDURE_CREATE_JOB = 10,
	QUBIX_PROCEDURE_ASSIGN_JOBS = 11,
	QUBIX_PROCEDURE_RENEW_LEASES = 12,
	QUBIX_PROCEDURE_REVOKE_ASSIGNMENT = 13,
	QUBIX_PROCEDURE_DECLINE_JOB = 14,
	QUBIX_PROCEDURE_REISSUE_BATCH = 15,
	QUBIX_PROCEDURE_COMMIT_RESULTS = 16,
	QUBIX_PROCEDURE_REVEAL_RESULTS = 17,
	QUBIX_PROCEDURE_ACCEPT_RESULT = 18,
	QUBIX_PROCEDURE_CANCEL_JOB = 19,
	QUBIX_PROCEDURE_CLAIM_TIMEOUT = 20,
	QUBIX_PROCEDURE_DISPUTE_JOB = 21,
	QUBIX_PROCEDURE_TOP_UP_JOB = 22,
	QUBIX_PROCEDURE_OPEN_CHANNEL = 23,
	QUBIX_PROCEDURE_TOP_UP_CHANNEL = 24,
	QUBIX_PROCEDURE_REDEEM_VOUCHER = 25,
	QUBIX_PROCEDURE_CLOSE_CHANNEL = 26
};

// Types of events, with what their fields mean. For those about jobs and attempts key is the job key.
enum QUBIX_EventType
{
	QUBIX_EVENT_HUB_REGISTERED = 1,        // slot hub, amount bond, key owner
	QUBIX_EVENT_HUB_UPDATED = 2,           // slot hub, other paused, amount bond, key owner
	QUBIX_EVENT_HUB_WITHDRAWN = 3,         // slot hub, other 1 if the slot was freed, amount withdrawn, key owner
	QUBIX_EVENT_PROVIDER_REGISTERED = 4,   // slot provider, amount stake, key owner
	QUBIX_EVENT_PROVIDER_UPDATED = 5,      // slot provider, other paused, amount stake, key owner
	QUBIX_EVENT_UNSTAKE_REQUESTED = 6,     // slot provider, other the tick from which it can be taken, amount asked, key owner
	QUBIX_EVENT_UNSTAKED = 7,              // slot provider, other 1 if the slot was freed, amount paid out, key owner
	QUBIX_EVENT_MODEL_PUBLISHED = 8,       // slot model, other parent, amount royalty, key digest
	QUBIX_EVENT_MODEL_UPDATED = 9,         // slot model, other active, amount royalty, key digest
	QUBIX_EVENT_JOB_CREATED = 10,          // slot job, other hub, amount escrow
	QUBIX_EVENT_JOB_ASSIGNED = 11,         // slot assignment, other attempt | provider << 16, amount price
	QUBIX_EVENT_REVOCATION_REQUESTED = 13, // slot assignment, other attempt | provider << 16, amount the tick it takes effect; 0 = objected or withdrawn
	QUBIX_EVENT_ATTEMPT_ENDED = 14,        // slot assignment, other attempt | provider << 16, amount reason (QUBIX_END_*)
	QUBIX_EVENT_BATCH_FLUSHED = 15,        // slot batch, other count, amount invocation id (-1: to be tried again), key root
	QUBIX_EVENT_BATCH_AUTHORIZED = 16,     // slot batch, other count, amount invocation id, key root
	QUBIX_EVENT_BATCH_FAILED = 17,         // slot batch, other tries so far, amount invocation id, key root; tried again until tries reach the bound
	QUBIX_EVENT_COMMITTED = 18,            // slot assignment, other attempt | provider << 16, amount price
	QUBIX_EVENT_REVEAL_OPENED = 19,        // slot job, other how many committed, amount the last tick for reveals
	QUBIX_EVENT_REVEALED = 20,             // slot assignment, other attempt | provider << 16, amount index of the reveal
	QUBIX_EVENT_DECIDED = 21,              // slot job, other how many agree, amount the last tick of the window
	QUBIX_EVENT_SETTLED = 22,              // slot job, other close reason, amount index of the receipt
	QUBIX_EVENT_PROVIDER_PAID = 23,        // slot job, other attempt | provider << 16, amount
	QUBIX_EVENT_PROVIDER_SLASHED = 24,     // slot job, other attempt | provider << 16, amount
	QUBIX_EVENT_ROYALTY_PAID = 25,         // slot job, other model, amount
	QUBIX_EVENT_HUB_PAID = 26,             // slot job, other hub, amount
	QUBIX_EVENT_REFUNDED = 27,             // slot job, amount
	QUBIX_EVENT_BURNED = 28,               // slot job, amount (fee and slashed stake together)
	QUBIX_EVENT_CONFIG_CHANGED = 29
};

enum QUBIX_JobState
{
	QUBIX_JOB_FREE = 0,
	QUBIX_JOB_OPEN = 1,
	QUBIX_JOB_REVEALING = 2,
	QUBIX_JOB_DECIDED = 3
};

enum QUBIX_AssignmentState
{
	QUBIX_ASSIGNMENT_FREE = 0,
	QUBIX_ASSIGNMENT_LIVE = 1,
	QUBIX_ASSIGNMENT_COMMITTED = 2,
	QUBIX_ASSIGNMENT_REVEALED = 3
};

// Why an attempt ended without a result
enum QUBIX_EndReason
{
	QUBIX_END_REVOKED = 1,
	QUBIX_END_LEASE = 2,
	QUBIX_END_DECLINED = 3,
	QUBIX_END_CANCELLED = 4,
	QUBIX_END_NOT_REVEALED = 5,
	QUBIX_END_DEADLINE = 6
};

enum QUBIX_CloseReason
{
	QUBIX_CLOSE_VERIFIED = 1,     // a quorum of two or more agreed
	QUBIX_CLOSE_ACCEPTED = 2,     // single run, accepted by the requester
	QUBIX_CLOSE_UNCHALLENGED = 3, // single run, the window passed
	QUBIX_CLOSE_NO_QUORUM = 4,    // base shares for what was revealed
	QUBIX_CLOSE_CANCELLED = 5,
	QUBIX_CLOSE_EXPIRED = 6,      // no commitment in time
	QUBIX_CLOSE_UNREVEALED = 7    // commitments, but no reveal
};

enum QUBIX_Outcome
{
	QUBIX_OUTCOME_NONE = 0,
	QUBIX_OUTCOME_PAID = 1,
	QUBIX_OUTCOME_BASE_SHARE = 2,
	QUBIX_OUTCOME_ODD_ONE_OUT = 3,
	QUBIX_OUTCOME_NOT_REVEALED = 4
};

enum QUBIX_BatchStatus
{
	QUBIX_BATCH_NONE = 0,
	QUBIX_BATCH_OPEN = 1,       // still taking leaves
	QUBIX_BATCH_QUEUED = 2,     // closed, to be sent (again) at retryAt
	QUBIX_BATCH_PENDING = 3,    // sent, signatures awaited
	QUBIX_BATCH_AUTHORIZED = 4,
	QUBIX_BATCH_FAILED = 5      // given up; ReissueBatch brings it back
};

enum QUBIX_AcceptPolicy
{
	QUBIX_ACCEPT_OWN_LIST = 1,
	QUBIX_ACCEPT_MIN_STAKE = 2,
	QUBIX_ACCEPT_BONDED = 4,
	QUBIX_ACCEPT_ALL_BITS = 7
};

enum QUBIX_StartPolicy
{
	QUBIX_START_ESCROW_FINAL = 0,
	QUBIX_START_ASSIGNED = 1,
	QUBIX_START_AUTHORIZED = 2
};

struct QUBIX2
{
};

struct QUBIX : public ContractBase
{
	// ------------------------------------------------------------------------------------------------- records

	// What shareholders may change. Ticks, QU and basis points.
	struct Config
	{
		sint64 createFee;              // kept of every job, whatever becomes of it
		sint64 callFee;                // kept of every other accepted call
		sint64 minPrice;               // least price cap of a job and least minimum price of a provider
		sint64 minStake;               // of a provider, and what makes it bonded
		sint64 minBond;                // of a hub
		uint32 flushTicks;             // a batch is sent this many ticks after the one before
		uint32 commitGraceTicks;       // commitments may land this long after the deadline
		uint32 revealTicks;            // longest reveal phase
		uint32 disputeTicks;           // longest window between decision and payment
		uint32 revokeTicks;            // a revocation takes effect this much later
		uint32 minLeaseTicks;
		uint32 maxLeaseTicks;
		uint32 maxJobTicks;            // the deadline lies at most this far ahead
		uint32 unstakeTicks;           // between RequestUnstake and Unstake
		uint32 retryTicks;             // first delay before a batch is sent again; doubles
		uint32 sweepSlots;             // jobs looked at per tick
		uint32 maxLiveJobsPerRequester;
		uint32 hubBondBps;             // bond of a hub : its unsettled assigned value
		uint32 lockBps;                // stake locked : price
		uint32 baseShareBps;           // paid without a quorum and on cancellation : price
		uint32 burnBps;                // burned : protocol fee; the rest is the shareholders'
		uint32 minProtocolFeeBps;      // protocol fee : replicas * price cap
		uint32 maxReplicas;
		uint32 epochGuardMinutes;      // no invocation is started this close before Wednesday 12:00 UTC
		uint8 oracleEnabled;           // off at launch
		uint8 channelsEnabled;         // off at launch
		uint16 reserved;
	};

	// Which of the last 64 nonces were used. Accepts each nonce once and in any order within 64 of the highest, since
	// the leader of a tick orders the transactions of a sender as it likes.
	struct NonceWindow
	{
		uint64 top;
		uint64 seen;
	};

	struct Hub
	{
		id owner;                      // cold key: rotates, pauses, withdraws, is paid
		id hot;                        // only assigns
		sint64 bond;
		sint64 exposure;               // prices of its unsettled attempts
		sint64 minFee;
		sint64 earned;
		NonceWindow ownerNonces;
		NonceWindow hotNonces;
		uint32 registeredTick;
		uint32 changedTick;
		uint32 liveJobs;               // jobs that name it
		uint8 used;
		uint8 paused;
		uint16 reserved;
	};

	// Raw counters; README.md has the formula of the score
	struct Reputation
	{
		sint64 verifiedWeight;         // protocol fee burned by the jobs counted in verified
		sint64 oddWeight;
		sint64 earned;
		sint64 slashed;
		bit_128 requesters;            // sketch: one bit per distinct requester, by hash
		uint32 verified;               // paid in full
		uint32 undecided;              // base share
		uint32 odd;                    // revealed something else than the majority
		uint32 unrevealed;             // committed, never revealed
		uint32 lost;                   // revoked, or the lease or deadline passed
		uint32 declined;
	};

	struct Provider
	{
		id owner;                      // cold key
		id hot;                        // the agent's
		id payout;
		sint64 stake;                  // all of it, locked and leaving parts included
		sint64 locked;
		sint64 unstaking;
		sint64 minPrice;
		NonceWindow ownerNonces;
		Reputation reputation;
		Array<uint16, 4> hubs;         // accepted hubs
		uint32 hubsTick;               // when it accepted them: a hub registered later under the same slot isn't meant
		uint32 unstakeAt;
		uint32 registeredTick;
		uint32 changedTick;
		uint16 capacity;
		uint16 live;                   // attempts not yet settled or ended
		uint8 used;
		uint8 paused;
		uint8 anyHub;
		uint8 reserved;
	};

	struct Model
	{
		id creator;
		id digest;                     // SHA-256 of the manifest
		sint64 royalty;                // per job
		sint64 earned;
		uint64 nonce;                  // of the last UpdateModel
		uint32 changedTick;
		uint32 runs;                   // jobs that paid it
		uint16 parent;
		uint16 parentShareBps;
		uint8 used;
		uint8 active;
		uint16 reserved;
	};

	struct Job
	{
		id key;
		id requester;
		id specDigest;
		sint64 priceCap;               // per replica
		sint64 royalty;
		sint64 hubFee;
		sint64 protocolFee;
		sint64 minStake;
		uint32 createBy;
		uint32 deadline;
		uint32 phaseEnds;              // last tick for reveals, or of the window
		uint32 createdTick;
		uint32 changedTick;
		uint32 attempts;               // given out so far; the next attempt is one more
		Array<uint16, 8> providers;    // the requester's own list
		Array<uint16, 8> assignments;  // attempts not over, packed from 0
		Array<uint16, 8> failed;       // providers whose attempt was lost, the last eight
		uint16 hub;
		uint16 model;
		uint16 position;               // in the order of jobs
		uint8 state;
		uint8 replicas;
		uint8 quorum;
		uint8 acceptPolicy;
		uint8 startPolicy;
		uint8 undecidedPolicy;
		uint8 placed;                  // entries used in assignments
		uint8 committed;               // committed or revealed
		uint8 revealed;
		uint8 failures;                // how many were entered in failed, modulo 8
		uint8 agreeing;                // size of the majority once decided
		uint8 counted;                 // counted in the requester's bucket
	};

	struct Assignment
	{
		id digest;                     // the commitment, from the reveal on the resultDigest
		sint64 price;
		sint64 locked;
		uint32 attempt;
		uint32 leaseUntil;
		uint32 revokeAt;               // 0: no revocation pending
		uint32 assignedTick;
		uint32 changedTick;
		uint32 expiry;                 // as in the leaf
		uint32 batch;                  // where its leaf is
		uint32 leafIndex;
		uint32 revealIndex;            // low 32 bits of the index of its reveal
		uint16 job;
		uint16 provider;
		uint16 position;               // in the order of assignments
		uint8 state;
		uint8 objected;                // a second revocation can't be objected to
	};

	// What a requester needs to open a result, kept a while longer than the job
	struct Reveal
	{
		id jobKey;
		id ciphertextDigest;
		id maskedKey;
		uint32 attempt;
		uint32 tick;
	};

	struct Batch
	{
		id root;
		uint64 firstLeaf;
		sint64 invocationId;
		uint32 count;
		uint32 closedTick;
		uint32 retryAt;
		uint16 epoch;                  // of the invocation
		uint8 tries;
		uint8 status;
	};

	// An entry of the index of job keys: live jobs, and the memory of finished ones until createBy has passed
	struct KeyEntry
	{
		uint64 fingerprint;
		uint32 until;
		uint16 slot;
		uint8 kind;                    // 0 free, 1 live, 2 finished
		uint8 reserved;
	};

	struct RequesterEntry
	{
		uint64 fingerprint;
		uint32 live;
		uint32 reserved;
	};

	// 96 bytes; chainHash = K12(chainHash before ‖ the first 64 bytes)
	struct Event
	{
		uint64 seq;
		uint32 tick;
		uint16 epoch;
		uint16 type;
		uint32 slot;
		uint32 other;
		sint64 amount;
		id key;
		id chainHash;
	};

	struct ReceiptRun
	{
		sint64 paid;
		sint64 slashed;
		uint32 attempt;
		uint16 provider;
		uint8 outcome;
		uint8 reserved;
	};

	// escrow = sum of runs.paid + royaltyPaid + hubPaid + burned + toShareholders + refunded; slashed stake comes on top
	struct Receipt
	{
		id jobKey;
		id requester;
		id specDigest;
		id resultDigest;
		uint64 index;
		sint64 escrow;
		sint64 royaltyPaid;
		sint64 hubPaid;
		sint64 burned;
		sint64 toShareholders;
		sint64 refunded;
		sint64 slashed;
		uint32 tick;
		uint16 epoch;
		uint16 hub;
		uint16 model;
		uint8 closeReason;
		uint8 replicas;
		uint32 reserved;
		Array<ReceiptRun, 8> runs;
	};

	// The tree of all receipts as it stood at an epoch's end
	struct EpochRoot
	{
		id root;
		uint64 count;
		uint32 epoch;
		uint32 used;
	};

	// Place kept for payment channels
	struct Channel
	{
		id payer;
		id payee;
		sint64 deposit;
		sint64 redeemed;
		sint64 claimed;
		uint64 nonce;
		uint32 closesAt;
		uint32 changedTick;
		uint8 state;
		uint8 reserved0;
		uint16 reserved1;
		uint32 reserved2;
	};

	// Sums of what is owed, and running totals
	struct Totals
	{
		sint64 escrow;
		sint64 stakes;
		sint64 bonds;
		sint64 channels;
		sint64 revenue;                // the shareholders'
		sint64 operations;             // kept for the fees of invocations
		sint64 burned;                 // ever, by burn()
		sint64 ocFees;                 // ever, burned by the network
		sint64 slashed;                // ever; part of burned
		sint64 paid;                   // ever, to providers
		sint64 royalties;              // ever
		sint64 hubFees;                // ever
		sint64 refunded;               // ever, out of escrow
		sint64 dividends;              // ever
	};

	struct Counts
	{
		uint64 events;
		uint64 receipts;
		uint64 reveals;
		uint64 leaves;
		uint64 jobsCreated;
		uint32 liveJobs;
		uint32 liveAssignments;
		uint32 hubs;
		uint32 providers;
		uint32 models;
		uint32 batches;                // closed ones; the open batch has this number
		uint32 settledBatches;         // all below are authorized or given up
		uint32 openLeaves;             // in the open batch
		uint32 lastFlushTick;
		uint32 settlementTick;         // the tick that settlements counts for
		uint32 settlements;
		uint32 reserved;
	};

	struct StateData
	{
		Config config;
		Totals totals;
		Counts counts;
		id chainHash;
		Array<id, 16> batchFrontier;
		Array<id, 32> receiptFrontier;
		Array<Hub, QUBIX_MAX_HUBS> hubs;
		Array<Provider, QUBIX_MAX_PROVIDERS> providers;
		Array<Model, QUBIX_MAX_MODELS> models;
		Array<Job, QUBIX_MAX_JOBS> jobs;
		Array<uint16, QUBIX_MAX_JOBS> jobOrder;                 // the slots: live ones first
		Array<Assignment, QUBIX_MAX_ASSIGNMENTS> assignments;
		Array<uint16, QUBIX_MAX_ASSIGNMENTS> assignmentOrder;   // the slots: used ones first
		Array<KeyEntry, QUBIX_KEY_BUCKETS * QUBIX_BUCKET_ENTRIES> keys;
		Array<RequesterEntry, QUBIX_REQUESTER_BUCKETS * QUBIX_BUCKET_ENTRIES> requesters;
		Array<Batch, QUBIX_MAX_BATCHES> batches;
		Array<id, QUBIX_MAX_LEAVES> leaves;
		Array<Reveal, QUBIX_MAX_REVEALS> reveals;
		Array<Event, QUBIX_MAX_EVENTS> events;
		Array<Receipt, QUBIX_MAX_RECEIPTS> receipts;
		Array<id, QUBIX_MAX_RECEIPTS * 2> receiptLeaves;
		Array<EpochRoot, QUBIX_MAX_EPOCH_ROOTS> epochRoots;
		Array<Channel, QUBIX_MAX_CHANNELS> channels;            // later
		Array<uint64, 4096> reserved;                           // later: proposals of shareholders, juries, oracle disputes
	};

	// --------------------------------------------------------------------------------- procedures: input and output

	// The amount pays callFee, the rest is the bond. The owner is the invocator.
	struct RegisterHub_input
	{
		id hot;
		sint64 minFee;
		uint64 nonce;
	};
	struct RegisterHub_output
	{
		sint32 code;
		uint16 hub;
	};

	// By the owner. The amount pays callFee, the rest is added to the bond.
	struct UpdateHub_input
	{
		id owner;
		id hot;
		sint64 minFee;
		uint8 paused;
		uint64 nonce;
	};
	struct UpdateHub_output
	{
		sint32 code;
	};

	// Only what the exposure leaves free. All of it frees the slot, once no job names the hub.
	struct WithdrawHubBond_input
	{
		sint64 amount;
		uint64 nonce;
	};
	struct WithdrawHubBond_output
	{
		sint32 code;
	};

	// The amount pays callFee, the rest is the stake. The owner is the invocator.
	struct RegisterProvider_input
	{
		id hot;
		id payout;
		sint64 minPrice;
		uint16 capacity;
		Array<uint16, 4> hubs;
		uint8 anyHub;
		uint64 nonce;
	};
	struct RegisterProvider_output
	{
		sint32 code;
		uint16 provider;
	};

	// By the owner. The amount pays callFee, the rest is added to the stake. A new owner only while no attempt runs.
	struct UpdateProvider_input
	{
		id owner;
		id hot;
		id payout;
		sint64 minPrice;
		uint16 capacity;
		Array<uint16, 4> hubs;
		uint8 anyHub;
		uint8 paused;
		uint64 nonce;
	};
	struct UpdateProvider_output
	{
		sint32 code;
	};

	// Names all that is to leave; a new request takes the place of the one before, 0 takes it back.
	struct RequestUnstake_input
	{
		sint64 amount;
		uint64 nonce;
	};
	struct RequestUnstake_output
	{
		sint32 code;
	};

	struct Unstake_input
	{
		uint64 nonce;
	};
	struct Unstake_output
	{
		sint32 code;
	};

	struct PublishModel_input
	{
		id digest;
		sint64 royalty;
		uint16 parent;
		uint16 parentShareBps;
		uint64 nonce;
	};
	struct PublishModel_output
	{
		sint32 code;
		uint16 model;
	};

	// By the creator; nonce must be above the one before.
	struct UpdateModel_input
	{
		uint16 model;
		uint8 active;
		sint64 royalty;
		id creator;
		uint64 nonce;
	};
	struct UpdateModel_output
	{
		sint32 code;
	};

	// The amount is the escrow (replicas * priceCap + royalty + hubFee + protocolFee) and createFee; change is returned.
	struct CreateJob_input
	{
		id specDigest;
		uint64 nonce;
		uint32 createBy;
		uint32 deadline;
		uint16 hub;
		uint16 model;
		uint8 replicas;
		uint8 quorum;
		uint8 acceptPolicy;
		uint8 startPolicy;
		uint8 undecidedPolicy;
		sint64 priceCap;
		sint64 royalty;
		sint64 hubFee;
		sint64 protocolFee;
		sint64 minStake;
		Array<uint16, 8> providers;
	};
	struct CreateJob_output
	{
		sint32 code;
		uint32 jobSlot;
		id jobKey;
	};

	struct AssignItem
	{
		id jobKey;
		sint64 price;
		uint32 jobSlot;
		uint32 leaseTicks;
		uint16 provider;
	};
	// By the hot key of the jobs' hub. Items succeed or fail one by one; if all fail the call is refused.
	struct AssignJobs_input
	{
		Array<AssignItem, 16> items;
		uint16 count;
		uint64 nonce;
	};
	struct AssignJobs_output
	{
		sint32 code;
		uint16 accepted;
		Array<sint32, 16> codes;
		Array<uint32, 16> assignments;
	};

	struct LeaseItem
	{
		uint32 assignment;
		uint32 attempt;
		uint32 leaseTicks;
	};
	// By the hub's hot key: the lease ends leaseTicks from now, and a pending revocation is withdrawn. By the provider's
	// hot key: it objects to a pending revocation, once per attempt.
	struct RenewLeases_input
	{
		Array<LeaseItem, 64> items;
		uint16 count;
		uint64 nonce;
	};
	struct RenewLeases_output
	{
		sint32 code;
		uint16 accepted;
		Array<sint32, 64> codes;
	};

	struct RevokeAssignment_input
	{
		uint32 assignment;
		uint32 attempt;
		uint64 nonce;
	};
	struct RevokeAssignment_output
	{
		sint32 code;
	};

	struct DeclineJob_input
	{
		uint32 assignment;
		uint32 attempt;
		uint8 reason;
		uint64 nonce;
	};
	struct DeclineJob_output
	{
		sint32 code;
	};

	// By anyone; the amount pays callFee and the fee of the invocation.
	struct ReissueBatch_input
	{
		uint32 batch;
		uint64 nonce;
	};
	struct ReissueBatch_output
	{
		sint32 code;
	};

	struct CommitItem
	{
		id commitment;
		uint32 assignment;
		uint32 attempt;
	};
	struct CommitResults_input
	{
		Array<CommitItem, 16> items;
		uint16 count;
		uint64 nonce;
	};
	struct CommitResults_output
	{
		sint32 code;
		uint16 accepted;
		Array<sint32, 16> codes;
	};

	struct RevealItem
	{
		id resultDigest;
		id ciphertextDigest;
		id maskedKey;
		id salt;
		uint32 assignment;
		uint32 attempt;
	};
	struct RevealResults_input
	{
		Array<RevealItem, 4> items;
		uint16 count;
		uint64 nonce;
	};
	struct RevealResults_output
	{
		sint32 code;
		uint16 accepted;
		Array<sint32, 4> codes;
	};

	struct AcceptResult_input
	{
		id jobKey;
		uint32 jobSlot;
		uint64 nonce;
	};
	struct AcceptResult_output
	{
		sint32 code;
	};

	struct CancelJob_input
	{
		id jobKey;
		uint32 jobSlot;
		uint64 nonce;
	};
	struct CancelJob_output
	{
		sint32 code;
	};

	// By anyone: does at once what the sweep would do for this job.
	struct ClaimTimeout_input
	{
		id jobKey;
		uint32 jobSlot;
		uint64 nonce;
	};
	struct ClaimTimeout_output
	{
		sint32 code;
	};

	struct DisputeJob_input
	{
		id jobKey;
		uint32 jobSlot;
		uint32 attempt;
		uint64 nonce;
	};
	struct DisputeJob_output
	{
		sint32 code;
	};

	struct TopUpJob_input
	{
		id jobKey;
		uint32 jobSlot;
		uint64 nonce;
	};
	struct TopUpJob_output
	{
		sint32 code;
	};

	struct OpenChannel_input
	{
		id payee;
		uint64 nonce;
	};
	struct OpenChannel_output
	{
		sint32 code;
	};

	struct TopUpChannel_input
	{
		uint32 channel;
		uint64 nonce;
	};
	struct TopUpChannel_output
	{
		sint32 code;
	};

	struct RedeemVoucher_input
	{
		uint32 channel;
		sint64 total;
		Array<sint8, 64> signature;
		uint64 nonce;
	};
	struct RedeemVoucher_output
	{
		sint32 code;
	};

	struct CloseChannel_input
	{
		uint32 channel;
		uint64 nonce;
	};
	struct CloseChannel_output
	{
		sint32 code;
	};

	// ----------------------------------------------------------------------------------- functions: input and output

	struct GetConfig_input
	{
		uint32 reserved;
	};
	struct GetConfig_output
	{
		Config config;
		uint32 contractIndex;
		uint32 tick;
		uint32 maxHubs;
		uint32 maxProviders;
		uint32 maxModels;
		uint32 maxJobs;
		uint32 maxAssignments;
		uint32 maxEvents;
		uint32 maxReceipts;
		uint32 maxReveals;
		uint32 version;
		uint32 reserved;
	};

	// holds: the contract's balance; owes: escrow + stakes + bonds + channels + revenue + operations
	struct GetTotals_input
	{
		uint32 reserved;
	};
	struct GetTotals_output
	{
		sint64 holds;
		sint64 owes;
		Totals totals;
		Counts counts;
		id chainHash;
		uint32 tick;
		uint16 epoch;
		uint16 reserved;
	};

	// hub = QUBIX_NO_HUB looks for the identity, as owner or hot key
	struct GetHub_input
	{
		id identity;
		uint16 hub;
	};
	struct GetHub_output
	{
		Hub record;
		sint64 freeBond;               // what could be withdrawn
		uint16 hub;
		uint8 found;
		uint8 reserved0;
		uint32 reserved1;
	};

	// provider = QUBIX_NO_PROVIDER looks for the identity, as owner or hot key
	struct GetProvider_input
	{
		id identity;
		uint16 provider;
	};
	struct GetProvider_output
	{
		Provider record;
		sint64 freeStake;              // what new attempts may lock
		uint32 score;                  // 0 to 10,000
		uint32 requesters;             // bits set in the sketch
		uint16 provider;
		uint8 found;
		uint8 bonded;
		uint32 reserved;
	};

	// model = QUBIX_NO_MODEL looks for the digest; the oldest entry wins
	struct GetModel_input
	{
		id digest;
		uint16 model;
	};
	struct GetModel_output
	{
		Model record;
		uint16 model;
		uint8 found;
		uint8 reserved0;
		uint32 reserved1;
	};

	struct AssignmentEntry
	{
		Assignment record;
		uint32 slot;
		uint32 reserved;
	};

	// jobSlot = QUBIX_NO_SLOT looks for the key; jobKey zero takes the slot alone
	struct GetJob_input
	{
		id jobKey;
		uint32 jobSlot;
	};
	struct GetJob_output
	{
		Job record;
		sint64 escrow;
		uint32 jobSlot;
		uint32 tick;
		uint8 found;
		uint8 finished;                // the key is remembered as used, but the job is over
		uint16 reserved0;
		uint32 reserved1;
		Array<AssignmentEntry, 8> assignments;
	};

	// A slot that was given back answers with what it last held and found = 0
	struct GetAssignment_input
	{
		uint32 assignment;
	};
	struct GetAssignment_output
	{
		Assignment record;
		id jobKey;
		id ciphertextDigest;           // zero before the reveal
		id maskedKey;
		uint32 tick;
		uint8 found;
		uint8 reserved0;
		uint16 reserved1;
	};

	// batch = QUBIX_NO_SLOT answers with the batch closed last
	struct GetBatch_input
	{
		uint32 batch;
	};
	struct GetBatch_output
	{
		id root;
		sint64 invocationId;
		uint64 firstLeaf;
		uint32 batch;
		uint32 count;
		uint32 tick;                   // in which it was closed
		uint16 epoch;
		uint8 status;
		uint8 tries;
		uint8 found;
		uint8 reserved0;
		uint16 reserved1;
		uint32 reserved2;
	};

	struct GetPath_input
	{
		uint32 batch;
		uint32 index;
	};
	struct GetPath_output
	{
		id leaf;
		id root;
		Array<id, 16> siblings;
		uint32 depth;
		uint8 found;                   // 0: unknown, still open, or its leaves are no longer kept
		uint8 reserved0;
		uint16 reserved1;
	};

	struct GetEvents_input
	{
		uint64 fromSeq;
	};
	struct GetEvents_output
	{
		uint32 tick;
		uint16 epoch;
		uint16 count;
		uint64 firstSeq;               // oldest still kept
		uint64 nextSeq;
		id chainHash;                  // after the newest
		Array<Event, 256> events;      // from max(fromSeq, firstSeq) on
	};

	struct HubEntry
	{
		Hub record;
		uint32 slot;
		uint32 reserved;
	};
	// Lists begin at fromSlot and leave out what did not change since changedSince; nextSlot is QUBIX_NO_SLOT at the end.
	// With changedSince above 0 slots that were freed since are listed too, with used or state 0.
	struct ListHubs_input
	{
		uint32 fromSlot;
		uint32 changedSince;
	};
	struct ListHubs_output
	{
		uint32 tick;
		uint32 nextSlot;
		uint32 count;
		uint32 reserved;
		Array<HubEntry, 256> entries;
	};

	struct ProviderEntry
	{
		Provider record;
		uint32 slot;
		uint32 score;
	};
	struct ListProviders_input
	{
		uint32 fromSlot;
		uint32 changedSince;
	};
	struct ListProviders_output
	{
		uint32 tick;
		uint32 nextSlot;
		uint32 count;
		uint32 reserved;
		Array<ProviderEntry, 128> entries;
	};

	struct ModelEntry
	{
		Model record;
		uint32 slot;
		uint32 reserved;
	};
	struct ListModels_input
	{
		uint32 fromSlot;
		uint32 changedSince;
	};
	struct ListModels_output
	{
		uint32 tick;
		uint32 nextSlot;
		uint32 count;
		uint32 reserved;
		Array<ModelEntry, 256> entries;
	};

	struct JobEntry
	{
		Job record;
		uint32 slot;
		uint32 reserved;
	};
	struct ListJobs_input
	{
		uint32 fromSlot;
		uint32 changedSince;
	};
	struct ListJobs_output
	{
		uint32 tick;
		uint32 nextSlot;
		uint32 count;
		uint32 reserved;
		Array<JobEntry, 128> entries;
	};

	struct ListAssignments_input
	{
		uint32 fromSlot;
		uint32 changedSince;
	};
	struct ListAssignments_output
	{
		uint32 tick;
		uint32 nextSlot;
		uint32 count;
		uint32 reserved;
		Array<AssignmentEntry, 256> entries;
	};

	// index = QUBIX_NO_INDEX looks for the key among the receipts still kept
	struct GetReceipt_input
	{
		id jobKey;
		uint64 index;
	};
	struct GetReceipt_output
	{
		Receipt receipt;
		uint64 count;                  // receipts ever written
		uint8 found;
		uint8 reserved0;
		uint16 reserved1;
		uint32 reserved2;
	};

	// The path of a receipt that is still kept, in the tree of the first `count` receipts (0 = of all): with the count of
	// an epoch root the path stays good for ever.
	struct GetReceiptPath_input
	{
		uint64 index;
		uint64 count;
	};
	struct GetReceiptPath_output
	{
		id leaf;
		id root;
		uint64 count;
		uint32 depth;
		uint8 found;
		uint8 reserved0;
		uint16 reserved1;
		Array<id, 32> siblings;
	};

	// Replays the checks of a procedure. For batches item is the first accepted or, if none is, the first refused.
	struct Explain_input
	{
		id invocator;
		sint64 amount;
		uint16 procedure;
		Array<uint8, 1024> input;
	};
	struct Explain_output
	{
		sint32 code;
		uint32 item;
		Array<sint32, 64> codes;
	};

	struct GetChannel_input
	{
		uint32 channel;
	};
	struct GetChannel_output
	{
		Channel record;
		sint32 code;
		uint8 found;
		uint8 reserved0;
		uint16 reserved1;
	};

	// What a requester needs to open a result, also for a while after the job was settled
	struct GetReveal_input
	{
		id jobKey;
		uint32 attempt;
	};
	struct GetReveal_output
	{
		Reveal record;
		uint8 found;
		uint8 reserved0;
		uint16 reserved1;
		uint32 reserved2;
	};

	struct GetEpochRoot_input
	{
		uint16 epoch;
	};
	struct GetEpochRoot_output
	{
		EpochRoot record;
		uint8 found;
		uint8 reserved0;
		uint16 reserved1;
		uint32 reserved2;
	};

	PUBLIC_PROCEDURE(RegisterHub)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
	}

	PUBLIC_PROCEDURE(UpdateHub)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
	}

	PUBLIC_PROCEDURE(WithdrawHubBond)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
	}

	PUBLIC_PROCEDURE(RegisterProvider)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
	}

	PUBLIC_PROCEDURE(UpdateProvider)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
	}

	PUBLIC_PROCEDURE(RequestUnstake)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
	}

	PUBLIC_PROCEDURE(Unstake)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
	}

	PUBLIC_PROCEDURE(PublishModel)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
	}

	PUBLIC_PROCEDURE(UpdateModel)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
	}

	PUBLIC_PROCEDURE(CreateJob)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
	}

	PUBLIC_PROCEDURE(AssignJobs)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
	}

	PUBLIC_PROCEDURE(RenewLeases)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
	}

	PUBLIC_PROCEDURE(RevokeAssignment)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
	}

	PUBLIC_PROCEDURE(DeclineJob)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
	}

	PUBLIC_PROCEDURE(ReissueBatch)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
	}

	PUBLIC_PROCEDURE(CommitResults)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
	}

	PUBLIC_PROCEDURE(RevealResults)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
	}

	PUBLIC_PROCEDURE(AcceptResult)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
	}

	PUBLIC_PROCEDURE(CancelJob)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
	}

	PUBLIC_PROCEDURE(ClaimTimeout)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
	}

	PUBLIC_PROCEDURE(DisputeJob)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
	}

	PUBLIC_PROCEDURE(TopUpJob)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
	}

	PUBLIC_PROCEDURE(OpenChannel)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
	}

	PUBLIC_PROCEDURE(TopUpChannel)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
	}

	PUBLIC_PROCEDURE(RedeemVoucher)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
	}

	PUBLIC_PROCEDURE(CloseChannel)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
	}

	PUBLIC_FUNCTION(GetConfig)
	{
	}

	PUBLIC_FUNCTION(GetTotals)
	{
	}

	PUBLIC_FUNCTION(GetHub)
	{
	}

	PUBLIC_FUNCTION(GetProvider)
	{
	}

	PUBLIC_FUNCTION(GetModel)
	{
	}

	PUBLIC_FUNCTION(GetJob)
	{
	}

	PUBLIC_FUNCTION(GetAssignment)
	{
	}

	PUBLIC_FUNCTION(GetBatch)
	{
	}

	PUBLIC_FUNCTION(GetPath)
	{
	}

	PUBLIC_FUNCTION(GetEvents)
	{
	}

	PUBLIC_FUNCTION(ListHubs)
	{
	}

	PUBLIC_FUNCTION(ListProviders)
	{
	}

	PUBLIC_FUNCTION(ListModels)
	{
	}

	PUBLIC_FUNCTION(ListJobs)
	{
	}

	PUBLIC_FUNCTION(ListAssignments)
	{
	}

	PUBLIC_FUNCTION(GetReceipt)
	{
	}

	PUBLIC_FUNCTION(GetReceiptPath)
	{
	}

	PUBLIC_FUNCTION(Explain)
	{
	}

	PUBLIC_FUNCTION(GetChannel)
	{
	}

	PUBLIC_FUNCTION(GetReveal)
	{
	}

	PUBLIC_FUNCTION(GetEpochRoot)
	{
	}

	REGISTER_USER_FUNCTIONS_AND_PROCEDURES()
	{
		REGISTER_USER_PROCEDURE(RegisterHub, 1);
		REGISTER_USER_PROCEDURE(UpdateHub, 2);
		REGISTER_USER_PROCEDURE(WithdrawHubBond, 3);
		REGISTER_USER_PROCEDURE(RegisterProvider, 4);
		REGISTER_USER_PROCEDURE(UpdateProvider, 5);
		REGISTER_USER_PROCEDURE(RequestUnstake, 6);
		REGISTER_USER_PROCEDURE(Unstake, 7);
		REGISTER_USER_PROCEDURE(PublishModel, 8);
		REGISTER_USER_PROCEDURE(UpdateModel, 9);
		REGISTER_USER_PROCEDURE(CreateJob, 10);
		REGISTER_USER_PROCEDURE(AssignJobs, 11);
		REGISTER_USER_PROCEDURE(RenewLeases, 12);
		REGISTER_USER_PROCEDURE(RevokeAssignment, 13);
		REGISTER_USER_PROCEDURE(DeclineJob, 14);
		REGISTER_USER_PROCEDURE(ReissueBatch, 15);
		REGISTER_USER_PROCEDURE(CommitResults, 16);
		REGISTER_USER_PROCEDURE(RevealResults, 17);
		REGISTER_USER_PROCEDURE(AcceptResult, 18);
		REGISTER_USER_PROCEDURE(CancelJob, 19);
		REGISTER_USER_PROCEDURE(ClaimTimeout, 20);
		REGISTER_USER_PROCEDURE(DisputeJob, 21);
		REGISTER_USER_PROCEDURE(TopUpJob, 22);
		REGISTER_USER_PROCEDURE(OpenChannel, 23);
		REGISTER_USER_PROCEDURE(TopUpChannel, 24);
		REGISTER_USER_PROCEDURE(RedeemVoucher, 25);
		REGISTER_USER_PROCEDURE(CloseChannel, 26);
		REGISTER_USER_FUNCTION(GetConfig, 1);
		REGISTER_USER_FUNCTION(GetTotals, 2);
		REGISTER_USER_FUNCTION(GetHub, 3);
		REGISTER_USER_FUNCTION(GetProvider, 4);
		REGISTER_USER_FUNCTION(GetModel, 5);
		REGISTER_USER_FUNCTION(GetJob, 6);
		REGISTER_USER_FUNCTION(GetAssignment, 7);
		REGISTER_USER_FUNCTION(GetBatch, 8);
		REGISTER_USER_FUNCTION(GetPath, 9);
		REGISTER_USER_FUNCTION(GetEvents, 10);
		REGISTER_USER_FUNCTION(ListHubs, 11);
		REGISTER_USER_FUNCTION(ListProviders, 12);
		REGISTER_USER_FUNCTION(ListModels, 13);
		REGISTER_USER_FUNCTION(ListJobs, 14);
		REGISTER_USER_FUNCTION(ListAssignments, 15);
		REGISTER_USER_FUNCTION(GetReceipt, 16);
		REGISTER_USER_FUNCTION(GetReceiptPath, 17);
		REGISTER_USER_FUNCTION(Explain, 18);
		REGISTER_USER_FUNCTION(GetChannel, 19);
		REGISTER_USER_FUNCTION(GetReveal, 20);
		REGISTER_USER_FUNCTION(GetEpochRoot, 21);
	}
};
