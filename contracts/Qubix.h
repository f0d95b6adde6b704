using namespace QPI;

// Qubix: a marketplace for compute. A requester locks QU, a hub assigns the job to providers, the network authorizes
// the assignments in batches (Outsourced Computations), providers commit to their results before they see one
// another's, reveal them, and a quorum settles. The rules, the state machine and the sizes are in README.md.

constexpr uint32 QUBIX_VERSION = 1;

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
constexpr uint64 QUBIX_MAX_SALES = 8192;
constexpr uint64 QUBIX_MAX_REVEALS = 2048;
constexpr uint64 QUBIX_MAX_LEAVES = 4096;
constexpr uint64 QUBIX_MAX_EPOCH_ROOTS = 256;
constexpr uint64 QUBIX_KEY_BUCKET_ENTRIES = 64;
constexpr uint64 QUBIX_KEY_BUCKETS = 512;
constexpr uint64 QUBIX_BUCKET_ENTRIES = 8;
constexpr uint64 QUBIX_REQUESTER_BUCKETS = 2048;

// Hard bounds; the adjustable ones are in Config.
constexpr sint64 QUBIX_MAX_AMOUNT = 1000000000000000LL;
constexpr uint32 QUBIX_MAX_BPS = 10000;
constexpr uint32 QUBIX_MAX_REPLICAS = 7;
constexpr uint32 QUBIX_MAX_CREATE_AHEAD = 256;
constexpr uint32 QUBIX_MAX_BATCH_LEAVES = 1024;
constexpr uint32 QUBIX_MAX_ATTEMPTS = 65535;
constexpr uint64 QUBIX_MAX_NONCE_STEP = 1ULL << 53;
constexpr uint32 QUBIX_MAX_LINEAGE = 4;
constexpr uint32 QUBIX_TOP_UP_WINDOW = 16;      // nonces of a job's top-ups that are remembered
constexpr uint32 QUBIX_MAX_TOP_UPS = 65535;     // and the last one there is
constexpr uint32 QUBIX_MAX_BATCH_TRIES = 16;
constexpr uint32 QUBIX_REISSUABLE_BATCHES = 256;
constexpr uint32 QUBIX_POLLS_PER_TICK = 256;
constexpr uint32 QUBIX_SETTLEMENTS_PER_TICK = 64;
constexpr uint32 QUBIX_CHECKPOINT_TICKS = 64;
constexpr uint32 QUBIX_DORMANT_TICKS = 262144;
constexpr uint32 QUBIX_CROWDED = 8192;         // half of the assignments, and a sixteenth
constexpr uint32 QUBIX_CROWDED_STEP = 1024;
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
enum QUBIX_Code : sint32
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
	QUBIX_CODE_REVOCATION_PENDING = 67,
	QUBIX_CODE_NOT_FOR_SALE = 68,
	QUBIX_CODE_ACCESS_PRICE_MISMATCH = 69
};

// Numbers of the procedures, which Explain takes too
enum QUBIX_Procedure : uint32
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
	QUBIX_PROCEDURE_CLOSE_CHANNEL = 26,
	QUBIX_PROCEDURE_SET_ACCESS_PRICE = 27,
	QUBIX_PROCEDURE_BUY_ACCESS = 28
};

// Types of events, with what their fields mean. For those about jobs and attempts key is the job key.
enum QUBIX_EventType : uint16
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
	QUBIX_EVENT_CONFIG_CHANGED = 29,
	QUBIX_EVENT_JOB_TOPPED_UP = 30,        // slot job, other the deadline from now on, amount what the escrow grew by
	QUBIX_EVENT_ACCESS_PRICED = 31,        // slot model, amount price of access from now on (0: not for sale), key digest
	QUBIX_EVENT_ACCESS_BOUGHT = 32         // slot model, amount price, key whose access it is
};

enum QUBIX_JobState : uint8
{
	QUBIX_JOB_FREE = 0,
	QUBIX_JOB_OPEN = 1,
	QUBIX_JOB_REVEALING = 2,
	QUBIX_JOB_DECIDED = 3
};

enum QUBIX_AssignmentState : uint8
{
	QUBIX_ASSIGNMENT_FREE = 0,
	QUBIX_ASSIGNMENT_LIVE = 1,
	QUBIX_ASSIGNMENT_COMMITTED = 2,
	QUBIX_ASSIGNMENT_REVEALED = 3
};

// Why an attempt ended without a result
enum QUBIX_EndReason : uint8
{
	QUBIX_END_REVOKED = 1,
	QUBIX_END_LEASE = 2,
	QUBIX_END_DECLINED = 3,
	QUBIX_END_CANCELLED = 4,
	QUBIX_END_NOT_REVEALED = 5,
	QUBIX_END_DEADLINE = 6
};

enum QUBIX_CloseReason : uint8
{
	QUBIX_CLOSE_VERIFIED = 1,     // a quorum of two or more agreed
	QUBIX_CLOSE_ACCEPTED = 2,     // single run, accepted by the requester
	QUBIX_CLOSE_UNCHALLENGED = 3, // single run, the window passed
	QUBIX_CLOSE_NO_QUORUM = 4,    // base shares for what was revealed
	QUBIX_CLOSE_CANCELLED = 5,
	QUBIX_CLOSE_EXPIRED = 6,      // no commitment in time
	QUBIX_CLOSE_UNREVEALED = 7    // commitments, but no reveal
};

enum QUBIX_Outcome : uint8
{
	QUBIX_OUTCOME_NONE = 0,
	QUBIX_OUTCOME_PAID = 1,
	QUBIX_OUTCOME_BASE_SHARE = 2,
	QUBIX_OUTCOME_ODD_ONE_OUT = 3,
	QUBIX_OUTCOME_NOT_REVEALED = 4
};

enum QUBIX_BatchStatus : uint8
{
	QUBIX_BATCH_NONE = 0,
	QUBIX_BATCH_OPEN = 1,       // still taking leaves
	QUBIX_BATCH_QUEUED = 2,     // closed, to be sent (again) at retryAt
	QUBIX_BATCH_PENDING = 3,    // sent, signatures awaited
	QUBIX_BATCH_AUTHORIZED = 4,
	QUBIX_BATCH_FAILED = 5      // given up; ReissueBatch brings it back
};

enum QUBIX_AcceptPolicy : uint8
{
	QUBIX_ACCEPT_OWN_LIST = 1,
	QUBIX_ACCEPT_MIN_STAKE = 2,
	QUBIX_ACCEPT_BONDED = 4,
	QUBIX_ACCEPT_ALL_BITS = 7
};

enum QUBIX_StartPolicy : uint8
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
		sint64 createFee;              // kept of every job, whatever becomes of it; more while the tables are crowded
		sint64 callFee;                // kept of every accepted call of hubs, providers and creators that the life of a job doesn't bound
		sint64 modelFee;               // kept of PublishModel in its stead: entries are for ever
		sint64 reserveTarget;          // while the execution fee reserve is below, protocol fees burn whole
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
		uint16 chargeToleranceBps;     // how far a metered charge may lie above the majority's middle one
	};

	// Which of the last 64 nonces were used. Accepts each nonce once and in any order within 64 of the highest, since
	// the leader of a tick orders the transactions of a sender as it likes. A step is bounded (clocks in microseconds fit):
	// one call with the highest number there is would lock its owner out, and his money in.
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
		uint32 hubsTick;               // of its last terms, minPrice too: a hub registered later under the same slot isn't meant
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
		sint64 accessPrice;            // of reading its files, once and for good; 0: not for sale
		sint64 earned;
		uint64 nonce;                  // of the last UpdateModel or SetAccessPrice
		uint32 changedTick;
		uint32 runs;                   // jobs that paid it
		uint16 parent;
		uint16 parentShareBps;
		uint8 used;
		uint8 active;
		uint16 reserved;
	};

	// Access that was bought. The last ones are kept, in a ring, for hubs that have missed the event.
	struct Sale
	{
		id buyer;
		sint64 price;
		uint32 tick;
		uint16 model;
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
		uint16 topUps;                 // highest nonce of its top-ups, which count from 1
		uint16 topUpsSeen;             // which of the last 16 were used
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
		uint8 metered;                 // attempts are paid what they charge, their price at most
	};

	struct Assignment
	{
		id digest;                     // the commitment, from the reveal on the resultDigest
		sint64 price;                  // as agreed, and as in the leaf
		sint64 charge;                 // the most it may be paid: its price, and what top-ups added while it ran; from the reveal of a metered one on what it asked for
		sint64 locked;
		uint32 leaseUntil;
		uint32 revokeAt;               // 0: no revocation pending
		uint32 assignedTick;
		uint32 changedTick;
		uint32 expiry;                 // as in the leaf
		uint32 batch;                  // where its leaf is
		uint32 revealIndex;            // low 32 bits of the index of its reveal
		uint16 attempt;
		uint16 leafIndex;
		uint16 job;
		uint16 provider;
		uint8 state;
		uint8 objected;                // a second revocation can't be objected to
		uint8 bonded;                  // the provider was, when it got the attempt: what it does later changes no verdict
		uint8 reserved;
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

	// 96 bytes; chainHash = K12(chainHash before, then the first 64 bytes)
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
		uint8 metered;
		uint8 reserved0;
		uint16 reserved1;
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
		sint64 royalties;              // ever, with what was paid for access
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
		uint64 assignmentsTaken;       // places in assignmentQueue: the next to take
		uint64 assignmentsGiven;       // and where the next freed slot goes
		uint64 sales;                  // of access, ever
		uint32 liveJobs;
		uint32 liveAssignments;
		uint32 hubs;
		uint32 providers;
		uint32 models;
		uint32 batches;                // closed ones; the open batch has this number
		uint32 settledBatches;         // all below are authorized or given up
		uint32 openLeaves;             // in the open batch
		uint32 lastFlushTick;
		uint32 hubSlots;               // slots ever used: scans end there
		uint32 providerSlots;
		uint32 modelSlots;
		uint32 checkpointTick;         // an END_TICK that ran with live jobs, not longer than QUBIX_CHECKPOINT_TICKS ago
		uint32 graceUntil;             // after an outage nothing ends by time before this tick
		uint32 lastRetryTick;          // when a batch was sent again, by ReissueBatch or after a failure
		uint32 liveReplicas;           // promised by the live jobs; each can have an assignment
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
		Array<Sale, QUBIX_MAX_SALES> sales;
		Array<Job, QUBIX_MAX_JOBS> jobs;
		Array<uint16, QUBIX_MAX_JOBS> jobOrder;                 // the slots: live ones first
		Array<Assignment, QUBIX_MAX_ASSIGNMENTS> assignments;
		Array<uint16, QUBIX_MAX_ASSIGNMENTS> assignmentQueue;   // free slots, in a ring: the one freed longest ago is taken next
		Array<KeyEntry, QUBIX_KEY_BUCKETS * QUBIX_KEY_BUCKET_ENTRIES> keys;
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

	// Only what the exposure leaves free: all of it, which frees the slot once no job names the hub, or so much that minBond
	// stays.
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

	// Names all that is to leave: the whole stake, or so much that minStake stays. A new request takes the place of the one
	// before, 0 takes it back.
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

	// By the creator; nonce as that of UpdateModel. 0: not for sale.
	struct SetAccessPrice_input
	{
		uint16 model;
		sint64 price;
		uint64 nonce;
	};
	struct SetAccessPrice_output
	{
		sint32 code;
	};

	// The amount is the price, which goes to the creators as a royalty does, and callFee; change is returned. Hubs let in
	// whom the event names. The price is said again, so that nobody pays another one than he saw.
	struct BuyAccess_input
	{
		uint16 model;
		sint64 price;
	};
	struct BuyAccess_output
	{
		sint32 code;
	};

	// The amount is the escrow (replicas * priceCap + royalty + hubFee + protocolFee) and the createFeeNow of GetConfig; change
	// is returned. Runs of a metered job are paid what they charge, at most their price.
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
		uint8 metered;
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
		sint64 charge;                 // for its work, if the job is metered; else 0
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

	// By the requester, while the job takes commitments. The amount pays callFee; the rest is divided among the replicas, whose
	// price cap and (if the job is metered) running attempts it raises, and the least protocol fee for it; what can't be
	// divided comes back. The deadline moves by extendTicks, unless somebody has committed and waits for it. The nonce is one
	// above the job's topUps; of those sent together, one more each.
	struct TopUpJob_input
	{
		id jobKey;
		uint32 jobSlot;
		uint32 extendTicks;
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
		sint64 createFeeNow;           // what CreateJob costs at this moment
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

	// hub = QUBIX_NO_HUB looks for the identity: as owner, else as hot key (anybody can name a key that isn't his)
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

	// provider = QUBIX_NO_PROVIDER looks for the identity: as owner, else as hot key (anybody can name a key that isn't his)
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

	struct SaleEntry
	{
		Sale record;
		uint32 slot;
		uint32 reserved;
	};
	struct ListSales_input
	{
		uint32 fromSlot;
		uint32 changedSince;
	};
	struct ListSales_output
	{
		uint32 tick;
		uint32 nextSlot;
		uint32 count;
		uint32 reserved;
		Array<SaleEntry, 256> entries;
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

	// ------------------------------------------------------------------------------------------- helpers: questions

	// Part of an amount in basis points, rounded down. By quotient and remainder, since 10^15 * 10,000 overflows.
	struct BpsOf_input
	{
		sint64 amount;
		uint32 bps;
	};
	struct BpsOf_output
	{
		sint64 part;
	};
	PRIVATE_FUNCTION(BpsOf)
	{
		output.part = div<sint64>(input.amount, QUBIX_MAX_BPS) * input.bps
			+ div<sint64>(mod<sint64>(input.amount, QUBIX_MAX_BPS) * input.bps, QUBIX_MAX_BPS);
	}

	struct UseNonce_input
	{
		NonceWindow window;
		uint64 nonce;
	};
	struct UseNonce_output
	{
		NonceWindow window;
		uint8 fresh;
	};
	PRIVATE_FUNCTION(UseNonce)
	{
		output.window = input.window;
		output.fresh = 0;
		if (input.nonce > input.window.top)
		{
			if (input.nonce - input.window.top > QUBIX_MAX_NONCE_STEP)
			{
				return;
			}
			output.window.seen = (input.nonce - input.window.top < 64) ? (input.window.seen << (input.nonce - input.window.top)) : 0;
			output.window.seen |= 1;
			output.window.top = input.nonce;
			output.fresh = 1;
		}
		else if (input.window.top - input.nonce < 64 && ((input.window.seen >> (input.window.top - input.nonce)) & 1) == 0)
		{
			output.window.seen |= 1ULL << (input.window.top - input.nonce);
			output.fresh = 1;
		}
	}

	// Whether an id can be a party: not zero and not a contract's, so that no transfer of ours runs foreign code.
	struct IsParty_input
	{
		id party;
	};
	struct IsParty_output
	{
		uint8 yes;
	};
	PRIVATE_FUNCTION(IsParty)
	{
		output.yes = (input.party == NULL_ID || qpi.isContractId(input.party)) ? 0 : 1;
	}

	// The slot that has the identity as owner (1) or as hot key (2), and the first free one.
	struct FindHub_input
	{
		id identity;
		uint8 roles;
	};
	struct FindHub_output
	{
		uint16 slot;
		uint16 free;
	};
	struct FindHub_locals
	{
		uint32 i;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(FindHub)
	{
		output.slot = QUBIX_NO_HUB;
		output.free = QUBIX_NO_HUB;
		for (locals.i = 0; locals.i < state.get().counts.hubSlots; locals.i++)
		{
			if (!state.get().hubs.get(locals.i).used)
			{
				if (output.free == QUBIX_NO_HUB)
				{
					output.free = static_cast<uint16>(locals.i);
				}
			}
			else if (((input.roles & 1) && state.get().hubs.get(locals.i).owner == input.identity)
				|| ((input.roles & 2) && state.get().hubs.get(locals.i).hot == input.identity))
			{
				output.slot = static_cast<uint16>(locals.i);
				return;
			}
		}
		if (output.free == QUBIX_NO_HUB && state.get().counts.hubSlots < QUBIX_MAX_HUBS)
		{
			output.free = static_cast<uint16>(state.get().counts.hubSlots);
		}
	}

	struct FindProvider_input
	{
		id identity;
		uint8 roles;
	};
	struct FindProvider_output
	{
		uint16 slot;
		uint16 free;
	};
	struct FindProvider_locals
	{
		uint32 i;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(FindProvider)
	{
		output.slot = QUBIX_NO_PROVIDER;
		output.free = QUBIX_NO_PROVIDER;
		for (locals.i = 0; locals.i < state.get().counts.providerSlots; locals.i++)
		{
			if (!state.get().providers.get(locals.i).used)
			{
				if (output.free == QUBIX_NO_PROVIDER)
				{
					output.free = static_cast<uint16>(locals.i);
				}
			}
			else if (((input.roles & 1) && state.get().providers.get(locals.i).owner == input.identity)
				|| ((input.roles & 2) && state.get().providers.get(locals.i).hot == input.identity))
			{
				output.slot = static_cast<uint16>(locals.i);
				return;
			}
		}
		if (output.free == QUBIX_NO_PROVIDER && state.get().counts.providerSlots < QUBIX_MAX_PROVIDERS)
		{
			output.free = static_cast<uint16>(state.get().counts.providerSlots);
		}
	}

	// The index of job keys: buckets, so that keys ground to collide can't make a look-up slow. A full bucket refuses the job;
	// another nonce gives another bucket. Large ones, so that keeping somebody's job out costs the fees of dozens.
	struct FindKey_input
	{
		id key;
	};
	struct FindKey_output
	{
		uint32 entry;                  // of the key, else QUBIX_NO_SLOT
		uint32 free;                   // one that can be taken, else QUBIX_NO_SLOT
		uint16 slot;
		uint8 kind;                    // 0 unknown, 1 live, 2 finished
	};
	struct FindKey_locals
	{
		KeyEntry entry;
		uint32 first;
		uint32 i;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(FindKey)
	{
		output.entry = QUBIX_NO_SLOT;
		output.free = QUBIX_NO_SLOT;
		output.slot = 0;
		output.kind = 0;
		locals.first = static_cast<uint32>(mod<uint64>(input.key.u64._0, QUBIX_KEY_BUCKETS) * QUBIX_KEY_BUCKET_ENTRIES);
		for (locals.i = locals.first; locals.i < locals.first + QUBIX_KEY_BUCKET_ENTRIES; locals.i++)
		{
			locals.entry = state.get().keys.get(locals.i);
			if (locals.entry.kind == 0 || (locals.entry.kind == 2 && locals.entry.until < qpi.tick()))
			{
				if (output.free == QUBIX_NO_SLOT)
				{
					output.free = locals.i;
				}
			}
			else if (locals.entry.fingerprint == input.key.u64._1)
			{
				output.entry = locals.i;
				output.slot = locals.entry.slot;
				output.kind = locals.entry.kind;
			}
		}
	}

	// How many live jobs a requester has. Where somebody filled the bucket, new requesters in it aren't counted: a cap
	// that can be dodged at a price is better than one that locks others out.
	struct FindRequester_input
	{
		id requester;
	};
	struct FindRequester_output
	{
		uint32 entry;
		uint32 live;
	};
	struct FindRequester_locals
	{
		RequesterEntry entry;
		uint32 first;
		uint32 i;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(FindRequester)
	{
		output.entry = QUBIX_NO_SLOT;
		output.live = 0;
		locals.first = static_cast<uint32>(mod<uint64>(input.requester.u64._0, QUBIX_REQUESTER_BUCKETS) * QUBIX_BUCKET_ENTRIES);
		for (locals.i = locals.first; locals.i < locals.first + QUBIX_BUCKET_ENTRIES; locals.i++)
		{
			locals.entry = state.get().requesters.get(locals.i);
			if (locals.entry.live == 0)
			{
				if (output.entry == QUBIX_NO_SLOT)
				{
					output.entry = locals.i;
				}
			}
			else if (locals.entry.fingerprint == input.requester.u64._1)
			{
				output.entry = locals.i;
				output.live = locals.entry.live;
				return;
			}
		}
	}

	struct IsJob_input
	{
		id key;
		uint32 slot;
	};
	struct IsJob_output
	{
		uint8 yes;
	};
	PRIVATE_FUNCTION(IsJob)
	{
		output.yes = (input.slot < QUBIX_MAX_JOBS
			&& state.get().jobs.get(input.slot).state != QUBIX_JOB_FREE
			&& state.get().jobs.get(input.slot).key == input.key) ? 1 : 0;
	}

	// Whether windows are stretched: the contract didn't run for a while (its reserve was empty, or the network stood
	// still), nobody could commit or reveal, and so nothing may end by time until they had their chance. A gap shows
	// between checkpoints, even before END_TICK has seen it.
	struct IsTimeHeld_input
	{
		uint32 reserved;
	};
	struct IsTimeHeld_output
	{
		uint8 yes;
	};
	PRIVATE_FUNCTION(IsTimeHeld)
	{
		output.yes = (qpi.tick() < state.get().counts.graceUntil
			|| qpi.tick() - state.get().counts.checkpointTick > 2 * QUBIX_CHECKPOINT_TICKS) ? 1 : 0;
	}

	// Live, but its lease has ended or its revocation has taken effect. It ends on the chain when a sweep, a claim or
	// a new assignment comes by; until then a commitment still counts.
	struct IsOverdue_input
	{
		uint32 slot;
	};
	struct IsOverdue_output
	{
		uint8 yes;
	};
	struct IsOverdue_locals
	{
		IsTimeHeld_input ask;
		IsTimeHeld_output held;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(IsOverdue)
	{
		CALL(IsTimeHeld, locals.ask, locals.held);
		output.yes = (!locals.held.yes
			&& state.get().assignments.get(input.slot).state == QUBIX_ASSIGNMENT_LIVE
			&& (qpi.tick() > state.get().assignments.get(input.slot).leaseUntil
				|| (state.get().assignments.get(input.slot).revokeAt != 0
					&& qpi.tick() >= state.get().assignments.get(input.slot).revokeAt))) ? 1 : 0;
	}

	// Whether time alone moves the job on.
	struct IsJobDue_input
	{
		uint32 slot;
	};
	struct IsJobDue_output
	{
		uint8 due;
		uint8 overdue;                 // attempts to be ended
	};
	struct IsJobDue_locals
	{
		IsOverdue_input attempt;
		IsOverdue_output attemptOver;
		IsTimeHeld_input hold;
		IsTimeHeld_output held;
		uint32 i;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(IsJobDue)
	{
		output.due = 0;
		output.overdue = 0;
		// Where nobody has an attempt there is nobody to wait for
		if (state.get().jobs.get(input.slot).state == QUBIX_JOB_OPEN && state.get().jobs.get(input.slot).placed == 0)
		{
			output.due = (qpi.tick() > state.get().jobs.get(input.slot).deadline) ? 1 : 0;
			return;
		}
		CALL(IsTimeHeld, locals.hold, locals.held);
		if (locals.held.yes)
		{
			return;
		}
		if (state.get().jobs.get(input.slot).state == QUBIX_JOB_OPEN)
		{
			for (locals.i = 0; locals.i < state.get().jobs.get(input.slot).placed; locals.i++)
			{
				locals.attempt.slot = state.get().jobs.get(input.slot).assignments.get(locals.i);
				CALL(IsOverdue, locals.attempt, locals.attemptOver);
				output.overdue += locals.attemptOver.yes;
			}
			if (output.overdue > 0
				|| (qpi.tick() > state.get().jobs.get(input.slot).deadline
					&& state.get().jobs.get(input.slot).placed == state.get().jobs.get(input.slot).committed))
			{
				output.due = 1;
			}
		}
		else if (state.get().jobs.get(input.slot).state != QUBIX_JOB_FREE
			&& qpi.tick() > state.get().jobs.get(input.slot).phaseEnds)
		{
			output.due = 1;
		}
	}

	struct IsBonded_input
	{
		uint32 slot;
	};
	struct IsBonded_output
	{
		uint8 yes;
	};
	PRIVATE_FUNCTION(IsBonded)
	{
		output.yes = (state.get().providers.get(input.slot).stake >= state.get().config.minStake
			&& state.get().providers.get(input.slot).unstaking == 0) ? 1 : 0;
	}

	// Whether the requester named this provider. One that registered under the slot later isn't meant.
	struct IsOnOwnList_input
	{
		uint32 job;
		uint16 provider;
	};
	struct IsOnOwnList_output
	{
		uint8 yes;
	};
	struct IsOnOwnList_locals
	{
		uint32 i;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(IsOnOwnList)
	{
		output.yes = 0;
		for (locals.i = 0; locals.i < 8; locals.i++)
		{
			if (state.get().jobs.get(input.job).providers.get(locals.i) == input.provider
				&& state.get().providers.get(input.provider).registeredTick <= state.get().jobs.get(input.job).createdTick)
			{
				output.yes = 1;
			}
		}
	}

	// The largest group of equal results among the revealed ones, and whether its stake is independent: each member on
	// the requester's own list, or bonded when the attempt was assigned. Only then may it cost the odd one out its stake,
	// else a hub's puppets could slash an honest provider.
	struct Majority_input
	{
		uint32 slot;
	};
	struct Majority_output
	{
		id digest;
		uint32 size;
		uint8 independent;
	};
	struct Majority_locals
	{
		Job job;
		Assignment one;
		Assignment other;
		IsOnOwnList_input listed;
		IsOnOwnList_output isListed;
		uint32 i;
		uint32 j;
		uint32 size;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(Majority)
	{
		output.digest = NULL_ID;
		output.size = 0;
		output.independent = 1;
		locals.job = state.get().jobs.get(input.slot);
		for (locals.i = 0; locals.i < locals.job.placed; locals.i++)
		{
			locals.one = state.get().assignments.get(locals.job.assignments.get(locals.i));
			if (locals.one.state != QUBIX_ASSIGNMENT_REVEALED)
			{
				continue;
			}
			locals.size = 0;
			for (locals.j = 0; locals.j < locals.job.placed; locals.j++)
			{
				locals.other = state.get().assignments.get(locals.job.assignments.get(locals.j));
				if (locals.other.state == QUBIX_ASSIGNMENT_REVEALED && locals.other.digest == locals.one.digest)
				{
					locals.size++;
				}
			}
			if (locals.size > output.size)
			{
				output.size = locals.size;
				output.digest = locals.one.digest;
			}
		}
		for (locals.i = 0; locals.i < locals.job.placed; locals.i++)
		{
			locals.one = state.get().assignments.get(locals.job.assignments.get(locals.i));
			if (locals.one.state == QUBIX_ASSIGNMENT_REVEALED && locals.one.digest == output.digest)
			{
				locals.listed.job = input.slot;
				locals.listed.provider = locals.one.provider;
				CALL(IsOnOwnList, locals.listed, locals.isListed);
				if (!locals.one.bonded && !locals.isListed.yes)
				{
					output.independent = 0;
				}
			}
		}
	}

	// Inner node of both trees; an absent right sibling is 32 zero bytes.
	struct NodeOf_input
	{
		id left;
		id right;
	};
	struct NodeOf_output
	{
		id node;
	};
	struct NodePreimage
	{
		uint64 tag0;
		uint64 tag1;
		id left;
		id right;
	};
	struct NodeOf_locals
	{
		NodePreimage preimage;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(NodeOf)
	{
		locals.preimage.tag0 = QUBIX_NODE_TAG0;
		locals.preimage.tag1 = QUBIX_NODE_TAG1;
		locals.preimage.left = input.left;
		locals.preimage.right = input.right;
		output.node = qpi.K12(locals.preimage);
	}

	// Root of a tree of count leaves, from its frontier: the last complete left subtree of each level.
	struct RootOf_input
	{
		Array<id, 32> frontier;
		uint64 count;
	};
	struct RootOf_output
	{
		id root;
		uint32 depth;
	};
	struct RootOf_locals
	{
		NodeOf_input pair;
		NodeOf_output parent;
		id carry;
		uint8 carries;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(RootOf)
	{
		output.depth = 0;
		output.root = NULL_ID;
		if (input.count == 0)
		{
			return;
		}
		while ((1ULL << output.depth) < input.count)
		{
			if ((input.count >> output.depth) & 1)
			{
				locals.pair.left = input.frontier.get(output.depth);
				locals.pair.right = locals.carries ? locals.carry : NULL_ID;
				CALL(NodeOf, locals.pair, locals.parent);
				locals.carry = locals.parent.node;
				locals.carries = 1;
			}
			else if (locals.carries)
			{
				locals.pair.left = locals.carry;
				locals.pair.right = NULL_ID;
				CALL(NodeOf, locals.pair, locals.parent);
				locals.carry = locals.parent.node;
			}
			output.depth++;
		}
		output.root = locals.carries ? locals.carry : input.frontier.get(output.depth);
	}

	// A new leaf's way up: where it joins complete left subtrees, and the level at which it waits as one itself.
	struct ExtendFrontier_input
	{
		Array<id, 32> frontier;
		uint64 count;
		id leaf;
	};
	struct ExtendFrontier_output
	{
		id node;
		uint32 level;
	};
	struct ExtendFrontier_locals
	{
		NodeOf_input pair;
		NodeOf_output parent;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(ExtendFrontier)
	{
		output.node = input.leaf;
		output.level = 0;
		while ((input.count >> output.level) & 1)
		{
			locals.pair.left = input.frontier.get(output.level);
			locals.pair.right = output.node;
			CALL(NodeOf, locals.pair, locals.parent);
			output.node = locals.parent.node;
			output.level++;
		}
	}

	// Node (level, index) of a tree of count leaves, from the leaves that are kept. Zero where the tree has no leaf.
	// tree 0: batches, whose first leaf is number base; tree 1: receipts.
	struct SubtreeOf_input
	{
		uint64 base;
		uint64 count;
		uint64 index;
		uint32 level;
		uint8 tree;
	};
	struct SubtreeOf_output
	{
		id node;
	};
	struct SubtreeOf_locals
	{
		RootOf_input whole;
		RootOf_output root;
		ExtendFrontier_input step;
		ExtendFrontier_output place;
		NodeOf_input pair;
		NodeOf_output parent;
		uint64 i;
		uint64 last;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(SubtreeOf)
	{
		output.node = NULL_ID;
		locals.i = input.index << input.level;
		locals.last = (input.index + 1) << input.level;
		if (locals.last > input.count)
		{
			locals.last = input.count;
		}
		if (locals.i >= locals.last)
		{
			return;
		}
		while (locals.i < locals.last)
		{
			locals.step.leaf = input.tree ? state.get().receiptLeaves.get(locals.i) : state.get().leaves.get(input.base + locals.i);
			CALL(ExtendFrontier, locals.step, locals.place);
			locals.step.frontier.set(locals.place.level, locals.place.node);
			locals.step.count++;
			locals.i++;
		}
		locals.whole.frontier = locals.step.frontier;
		locals.whole.count = locals.step.count;
		CALL(RootOf, locals.whole, locals.root);
		output.node = locals.root.root;
		while (locals.root.depth < input.level)
		{
			locals.pair.left = output.node;
			locals.pair.right = NULL_ID;
			CALL(NodeOf, locals.pair, locals.parent);
			output.node = locals.parent.node;
			locals.root.depth++;
		}
	}

	// Pending invocations are dropped at an epoch's end, Wednesdays 12:00 UTC: none is started shortly before. When the
	// clock is wrong the epoch's begin queues them again, so this only saves fees.
	struct IsEpochEnding_input
	{
		uint32 reserved;
	};
	struct IsEpochEnding_output
	{
		uint8 yes;
	};
	PRIVATE_FUNCTION(IsEpochEnding)
	{
		output.yes = (state.get().config.epochGuardMinutes > 0
			&& qpi.hour() == 11
			&& qpi.minute() + state.get().config.epochGuardMinutes >= 60
			&& qpi.dayOfWeek(qpi.year(), qpi.month(), qpi.day()) == 0) ? 1 : 0;
	}

	// Published formula of the score, 0 to 10,000: the share of good runs, smoothed, where an odd result weighs eight
	// times, a missing reveal four times and a lost attempt twice; and no more than 5,000 + 250 per distinct requester
	// of which some fee was burned, so that nobody makes a name with himself alone.
	struct ScoreOf_input
	{
		Reputation reputation;
	};
	struct ScoreOf_output
	{
		uint32 score;
		uint32 requesters;
	};
	struct ScoreOf_locals
	{
		uint64 good;
		uint64 bad;
		uint32 i;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(ScoreOf)
	{
		output.requesters = 0;
		for (locals.i = 0; locals.i < 128; locals.i++)
		{
			if (input.reputation.requesters.get(locals.i))
			{
				output.requesters++;
			}
		}
		locals.good = input.reputation.verified;
		locals.bad = 8ULL * input.reputation.odd + 4ULL * input.reputation.unrevealed + 2ULL * input.reputation.lost
			+ input.reputation.undecided;
		output.score = static_cast<uint32>(div<uint64>(10000ULL * (locals.good + 1), locals.good + locals.bad + 2));
		if (output.score > 5000 + 250 * output.requesters)
		{
			output.score = 5000 + 250 * output.requesters;
		}
	}

	// --------------------------------------------------------------------------------------------- helpers: deeds

	struct Refusal
	{
		uint32 _contractIndex;
		uint32 _type;
		id invocator;
		sint64 amount;
		uint32 procedure;
		sint32 code;
		sint8 _terminator;
	};

	// A refused call: everything back, nothing written, a line in the log.
	struct Refuse_input
	{
		uint32 procedure;
		sint32 code;
	};
	typedef NoData Refuse_output;
	struct Refuse_locals
	{
		Refusal line;
	};
	PRIVATE_PROCEDURE_WITH_LOCALS(Refuse)
	{
		locals.line._type = 1;
		locals.line.invocator = qpi.invocator();
		locals.line.amount = qpi.invocationReward();
		locals.line.procedure = input.procedure;
		locals.line.code = input.code;
		LOG_INFO(locals.line);
		if (qpi.invocationReward() > 0)
		{
			qpi.transfer(qpi.invocator(), qpi.invocationReward());
		}
	}

	struct EventPreimage
	{
		id previous;
		uint64 seq;
		uint32 tick;
		uint16 epoch;
		uint16 type;
		uint32 slot;
		uint32 other;
		sint64 amount;
		id key;
	};
	struct Emit_input
	{
		id key;
		sint64 amount;
		uint32 slot;
		uint32 other;
		uint16 type;
	};
	typedef NoData Emit_output;
	struct Emit_locals
	{
		EventPreimage preimage;
		Event event;
	};
	PRIVATE_PROCEDURE_WITH_LOCALS(Emit)
	{
		locals.event.seq = state.get().counts.events;
		locals.event.tick = qpi.tick();
		locals.event.epoch = qpi.epoch();
		locals.event.type = input.type;
		locals.event.slot = input.slot;
		locals.event.other = input.other;
		locals.event.amount = input.amount;
		locals.event.key = input.key;
		locals.preimage.previous = state.get().chainHash;
		locals.preimage.seq = locals.event.seq;
		locals.preimage.tick = locals.event.tick;
		locals.preimage.epoch = locals.event.epoch;
		locals.preimage.type = locals.event.type;
		locals.preimage.slot = locals.event.slot;
		locals.preimage.other = locals.event.other;
		locals.preimage.amount = locals.event.amount;
		locals.preimage.key = locals.event.key;
		locals.event.chainHash = qpi.K12(locals.preimage);
		state.mut().events.set(locals.event.seq, locals.event);
		state.mut().chainHash = locals.event.chainHash;
		state.mut().counts.events++;
	}

	// Fees first fill the fund that pays for invocations, the rest is burned and so feeds the execution fee reserve.
	struct KeepFee_input
	{
		sint64 amount;
	};
	typedef NoData KeepFee_output;
	PRIVATE_PROCEDURE(KeepFee)
	{
		if (input.amount <= 0)
		{
			return;
		}
		if (state.get().totals.operations < QUBIX_OPERATIONS_TARGET)
		{
			state.mut().totals.operations += input.amount;
			return;
		}
		state.mut().totals.burned += input.amount;
		qpi.burn(input.amount);
	}

	// Takes a fee out of what was attached and gives back the rest, less what the caller booked itself.
	struct ChargeCall_input
	{
		sint64 fee;
		sint64 kept;
	};
	typedef NoData ChargeCall_output;
	struct ChargeCall_locals
	{
		KeepFee_input fee;
		NoData none;
	};
	PRIVATE_PROCEDURE_WITH_LOCALS(ChargeCall)
	{
		locals.fee.amount = input.fee;
		CALL(KeepFee, locals.fee, locals.none);
		if (qpi.invocationReward() > input.fee + input.kept)
		{
			qpi.transfer(qpi.invocator(), qpi.invocationReward() - input.fee - input.kept);
		}
	}

	// Gives an assignment's slot back. It goes to the end of the queue, so that a late call for a slot and attempt
	// number can't meet another job's attempt of the same provider under the same numbers.
	struct ReleaseAssignment_input
	{
		uint32 slot;
	};
	typedef NoData ReleaseAssignment_output;
	struct ReleaseAssignment_locals
	{
		Assignment assignment;
	};
	PRIVATE_PROCEDURE_WITH_LOCALS(ReleaseAssignment)
	{
		locals.assignment = state.get().assignments.get(input.slot);
		locals.assignment.state = QUBIX_ASSIGNMENT_FREE;
		locals.assignment.locked = 0;
		locals.assignment.changedTick = qpi.tick();
		state.mut().assignments.set(input.slot, locals.assignment);
		state.mut().assignmentQueue.set(state.get().counts.assignmentsGiven, static_cast<uint16>(input.slot));
		state.mut().counts.assignmentsGiven++;
		state.mut().counts.liveAssignments--;
	}

	// Ends a live attempt without a result: its lock is released and its replica can be assigned again.
	struct EndAttempt_input
	{
		uint32 slot;
		uint8 reason;
	};
	typedef NoData EndAttempt_output;
	struct EndAttempt_locals
	{
		Assignment assignment;
		Job job;
		Provider provider;
		Hub hub;
		ReleaseAssignment_input release;
		Emit_input event;
		NoData none;
		uint32 i;
	};
	PRIVATE_PROCEDURE_WITH_LOCALS(EndAttempt)
	{
		locals.assignment = state.get().assignments.get(input.slot);
		locals.job = state.get().jobs.get(locals.assignment.job);
		locals.provider = state.get().providers.get(locals.assignment.provider);
		locals.hub = state.get().hubs.get(locals.job.hub);

		locals.provider.locked -= locals.assignment.locked;
		locals.provider.live--;
		if (input.reason == QUBIX_END_DECLINED)
		{
			locals.provider.reputation.declined++;
		}
		else
		{
			locals.provider.reputation.lost++;
			locals.job.failed.set(locals.job.failures, locals.assignment.provider);
			locals.job.failures = static_cast<uint8>((locals.job.failures + 1) & 7);
		}
		locals.provider.changedTick = qpi.tick();
		state.mut().providers.set(locals.assignment.provider, locals.provider);

		locals.hub.exposure -= locals.assignment.price;
		locals.hub.changedTick = qpi.tick();
		state.mut().hubs.set(locals.job.hub, locals.hub);

		locals.job.placed--;
		for (locals.i = 0; locals.i < locals.job.placed; locals.i++)
		{
			if (locals.job.assignments.get(locals.i) == input.slot)
			{
				locals.job.assignments.set(locals.i, locals.job.assignments.get(locals.job.placed));
			}
		}
		locals.job.assignments.set(locals.job.placed, QUBIX_NO_ASSIGNMENT);
		locals.job.changedTick = qpi.tick();
		state.mut().jobs.set(locals.assignment.job, locals.job);

		locals.release.slot = input.slot;
		CALL(ReleaseAssignment, locals.release, locals.none);

		locals.event.type = QUBIX_EVENT_ATTEMPT_ENDED;
		locals.event.slot = input.slot;
		locals.event.other = locals.assignment.attempt | (static_cast<uint32>(locals.assignment.provider) << 16);
		locals.event.amount = input.reason;
		locals.event.key = locals.job.key;
		CALL(Emit, locals.event, locals.none);
	}

	struct EndOverdue_input
	{
		uint32 slot;
	};
	typedef NoData EndOverdue_output;
	struct EndOverdue_locals
	{
		IsOverdue_input attempt;
		IsOverdue_output over;
		EndAttempt_input end;
		NoData none;
		uint32 i;
	};
	PRIVATE_PROCEDURE_WITH_LOCALS(EndOverdue)
	{
		for (locals.i = state.get().jobs.get(input.slot).placed; locals.i > 0; locals.i--)
		{
			locals.attempt.slot = state.get().jobs.get(input.slot).assignments.get(locals.i - 1);
			CALL(IsOverdue, locals.attempt, locals.over);
			if (locals.over.yes)
			{
				locals.end.slot = locals.attempt.slot;
				locals.end.reason = QUBIX_END_LEASE;
				if (state.get().assignments.get(locals.attempt.slot).revokeAt != 0
					&& qpi.tick() >= state.get().assignments.get(locals.attempt.slot).revokeAt)
				{
					locals.end.reason = QUBIX_END_REVOKED;
				}
				else if (qpi.tick() > state.get().jobs.get(input.slot).deadline)
				{
					locals.end.reason = QUBIX_END_DEADLINE;
				}
				CALL(EndAttempt, locals.end, locals.none);
			}
		}
	}

	struct ReceiptPreimage
	{
		uint64 tag0;
		uint64 tag1;
		id self;
		Receipt receipt;
	};
	struct WriteReceipt_input
	{
		Receipt receipt;
	};
	typedef NoData WriteReceipt_output;
	struct WriteReceipt_locals
	{
		ReceiptPreimage preimage;
		ExtendFrontier_input step;
		ExtendFrontier_output place;
	};
	PRIVATE_PROCEDURE_WITH_LOCALS(WriteReceipt)
	{
		locals.preimage.tag0 = QUBIX_RECEIPT_TAG0;
		locals.preimage.tag1 = QUBIX_RECEIPT_TAG1;
		locals.preimage.self = SELF;
		copyMemory(locals.preimage.receipt, input.receipt);
		locals.step.leaf = qpi.K12(locals.preimage);
		locals.step.count = state.get().counts.receipts;
		locals.step.frontier = state.get().receiptFrontier;
		CALL(ExtendFrontier, locals.step, locals.place);
		state.mut().receiptFrontier.set(locals.place.level, locals.place.node);
		state.mut().receiptLeaves.set(locals.step.count, locals.step.leaf);
		state.mut().receipts.set(locals.step.count, input.receipt);
		state.mut().counts.receipts++;
	}

	// What part of its price a metered run asks for, in basis points rounded up. Parts, not amounts: machines ask for
	// different prices, but the same work takes about the same part of each. Bounded, so that what is made of it can't overflow.
	struct PartOfPrice_input
	{
		sint64 charge;
		sint64 price;
	};
	struct PartOfPrice_output
	{
		sint64 bps;
	};
	struct PartOfPrice_locals
	{
		uint64 part;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(PartOfPrice)
	{
		locals.part = div<uint64>(static_cast<uint64>(input.charge) * QUBIX_MAX_BPS + static_cast<uint64>(input.price) - 1, static_cast<uint64>(input.price));
		output.bps = (locals.part < static_cast<uint64>(QUBIX_MAX_AMOUNT)) ? static_cast<sint64>(locals.part) : QUBIX_MAX_AMOUNT;
	}

	// The largest part of its price that one of the majority is paid: the middle part asked for and the tolerance. Of an even
	// number the upper middle, so that of two runs a puppet that asks for nothing can't take the other's pay.
	struct FairPart_input
	{
		uint32 slot;
		id digest;
	};
	struct FairPart_output
	{
		sint64 bps;
	};
	struct FairPart_locals
	{
		Job job;
		Assignment one;
		Array<sint64, 8> parts;        // sorted
		PartOfPrice_input ask;
		PartOfPrice_output part;
		BpsOf_input tolerate;
		BpsOf_output tolerance;
		uint32 count;
		uint32 i;
		uint32 j;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(FairPart)
	{
		locals.job = state.get().jobs.get(input.slot);
		for (locals.i = 0; locals.i < locals.job.placed; locals.i++)
		{
			locals.one = state.get().assignments.get(locals.job.assignments.get(locals.i));
			if (locals.one.state != QUBIX_ASSIGNMENT_REVEALED || !(locals.one.digest == input.digest))
			{
				continue;
			}
			locals.ask.charge = locals.one.charge;
			locals.ask.price = locals.one.price;
			CALL(PartOfPrice, locals.ask, locals.part);
			for (locals.j = locals.count; locals.j > 0 && locals.parts.get(locals.j - 1) > locals.part.bps; locals.j--)
			{
				locals.parts.set(locals.j, locals.parts.get(locals.j - 1));
			}
			locals.parts.set(locals.j, locals.part.bps);
			locals.count++;
		}
		locals.tolerate.amount = locals.parts.get(div<uint32>(locals.count, 2));
		locals.tolerate.bps = state.get().config.chargeToleranceBps;
		CALL(BpsOf, locals.tolerate, locals.tolerance);
		output.bps = locals.tolerate.amount + locals.tolerance.part;
	}

	// What a revealed run of a metered job is worth: what it asked for, no more than the fair part of its price, no less than
	// the least price that its provider had on the chain when it took the run. Who changed his terms since has only the
	// contract's least price: else he could raise his pay when the others' charges are known.
	struct Worth_input
	{
		Assignment assignment;
		sint64 fairBps;                // -1: nothing to compare with
	};
	struct Worth_output
	{
		sint64 amount;
	};
	struct Worth_locals
	{
		PartOfPrice_input ask;
		PartOfPrice_output part;
		sint64 least;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(Worth)
	{
		output.amount = input.assignment.charge;
		locals.ask.charge = input.assignment.charge;
		locals.ask.price = input.assignment.price;
		CALL(PartOfPrice, locals.ask, locals.part);
		if (input.fairBps >= 0 && locals.part.bps > input.fairBps)
		{
			output.amount = static_cast<sint64>(div<uint64>(static_cast<uint64>(input.assignment.price) * static_cast<uint64>(input.fairBps), QUBIX_MAX_BPS));
		}
		locals.least = state.get().config.minPrice;
		if (state.get().providers.get(input.assignment.provider).hubsTick < input.assignment.assignedTick
			&& state.get().providers.get(input.assignment.provider).minPrice > locals.least)
		{
			locals.least = state.get().providers.get(input.assignment.provider).minPrice;
		}
		if (locals.least > input.assignment.price)
		{
			locals.least = input.assignment.price;
		}
		if (output.amount < locals.least)
		{
			output.amount = locals.least;
		}
	}

	// Who gets what of a royalty or of the price of access: each model gives its parent that model's share of what it gets
	// itself. Written down at once; the caller pays it out, after all else is written.
	struct Payout
	{
		id to;
		sint64 amount;
	};
	struct CreditCreators_input
	{
		sint64 amount;
		uint32 runs;                   // jobs that pay
		uint16 model;
	};
	struct CreditCreators_output
	{
		Array<Payout, 8> payouts;
		Array<uint16, 8> models;
		uint32 count;
	};
	struct CreditCreators_locals
	{
		Model model;
		Payout payout;
		BpsOf_input ask;
		BpsOf_output share;
		sint64 part;
		uint16 slot;
	};
	PRIVATE_PROCEDURE_WITH_LOCALS(CreditCreators)
	{
		locals.part = input.amount;
		locals.slot = input.model;
		for (output.count = 0; output.count <= QUBIX_MAX_LINEAGE && locals.part > 0; output.count++)
		{
			locals.model = state.get().models.get(locals.slot);
			locals.share.part = 0;
			if (output.count < QUBIX_MAX_LINEAGE && locals.model.parent != QUBIX_NO_MODEL)
			{
				locals.ask.amount = locals.part;
				locals.ask.bps = locals.model.parentShareBps;
				CALL(BpsOf, locals.ask, locals.share);
			}
			locals.payout.to = locals.model.creator;
			locals.payout.amount = locals.part - locals.share.part;
			output.payouts.set(output.count, locals.payout);
			output.models.set(output.count, locals.slot);
			locals.model.earned += locals.payout.amount;
			locals.model.runs += input.runs;
			locals.model.changedTick = qpi.tick();
			state.mut().models.set(locals.slot, locals.model);
			locals.part = locals.share.part;
			locals.slot = locals.model.parent;
		}
	}

	// The end of a job: what is owed becomes what is paid, the slot is freed, a receipt stays. Everything is decided and
	// written before the first transfer.
	struct Settle_input
	{
		uint32 slot;
		uint8 reason;
	};
	typedef NoData Settle_output;
	struct RequesterPreimage
	{
		id requester;
		id provider;
	};
	struct Settle_locals
	{
		Job job;
		Job moved;
		Assignment assignment;
		Provider provider;
		Hub hub;
		Receipt receipt;
		ReceiptRun run;
		RequesterPreimage pair;
		id pairDigest;
		KeyEntry key;
		RequesterEntry requester;
		Array<Payout, 16> payouts;
		Payout payout;
		Majority_input tally;
		Majority_output majority;
		FairPart_input compare;
		FairPart_output fair;
		Worth_input weigh;
		Worth_output worth;
		CreditCreators_input lineage;
		CreditCreators_output credited;
		BpsOf_input ask;
		BpsOf_output share;
		FindKey_input findKey;
		FindKey_output foundKey;
		FindRequester_input findRequester;
		FindRequester_output foundRequester;
		ReleaseAssignment_input release;
		WriteReceipt_input write;
		Emit_input event;
		NoData none;
		sint64 fee;
		sint64 weight;
		sint64 paid;
		uint32 payoutCount;
		uint32 i;
		uint32 slot;
		uint16 lastSlot;
		uint8 success;
	};
	PRIVATE_PROCEDURE_WITH_LOCALS(Settle)
	{
		locals.job = state.get().jobs.get(input.slot);
		locals.hub = state.get().hubs.get(locals.job.hub);
		locals.success = (input.reason == QUBIX_CLOSE_VERIFIED || input.reason == QUBIX_CLOSE_ACCEPTED
			|| input.reason == QUBIX_CLOSE_UNCHALLENGED) ? 1 : 0;
		if (locals.success)
		{
			locals.tally.slot = input.slot;
			CALL(Majority, locals.tally, locals.majority);
		}
		if (locals.success && locals.job.metered)
		{
			locals.compare.slot = input.slot;
			locals.compare.digest = locals.majority.digest;
			CALL(FairPart, locals.compare, locals.fair);
		}

		locals.receipt.jobKey = locals.job.key;
		locals.receipt.requester = locals.job.requester;
		locals.receipt.specDigest = locals.job.specDigest;
		locals.receipt.resultDigest = locals.majority.digest;
		locals.receipt.index = state.get().counts.receipts;
		locals.receipt.escrow = locals.job.priceCap * locals.job.replicas + locals.job.royalty + locals.job.hubFee + locals.job.protocolFee;
		locals.receipt.tick = qpi.tick();
		locals.receipt.epoch = qpi.epoch();
		locals.receipt.hub = locals.job.hub;
		locals.receipt.model = locals.job.model;
		locals.receipt.closeReason = input.reason;
		locals.receipt.replicas = locals.job.replicas;
		locals.receipt.metered = locals.job.metered;

		// The protocol fee: whole for a result, the base share's part (all burned) without a quorum, else none.
		if (locals.success)
		{
			locals.fee = locals.job.protocolFee;
			locals.ask.amount = locals.fee;
			locals.ask.bps = (qpi.queryFeeReserve() < state.get().config.reserveTarget) ? QUBIX_MAX_BPS : state.get().config.burnBps;
			CALL(BpsOf, locals.ask, locals.share);
			locals.receipt.burned = locals.share.part;
			locals.receipt.toShareholders = locals.fee - locals.share.part;
			locals.weight = div<sint64>(locals.receipt.burned, locals.majority.size);
		}
		else if (input.reason == QUBIX_CLOSE_NO_QUORUM)
		{
			locals.ask.amount = locals.job.protocolFee;
			locals.ask.bps = state.get().config.baseShareBps;
			CALL(BpsOf, locals.ask, locals.share);
			locals.fee = locals.share.part;
			locals.receipt.burned = locals.fee;
		}

		// The runs
		for (locals.i = 0; locals.i < locals.job.placed; locals.i++)
		{
			locals.slot = locals.job.assignments.get(locals.i);
			locals.assignment = state.get().assignments.get(locals.slot);
			locals.provider = state.get().providers.get(locals.assignment.provider);
			setMemory(locals.run, 0);
			locals.run.attempt = locals.assignment.attempt;
			locals.run.provider = locals.assignment.provider;
			locals.provider.locked -= locals.assignment.locked;
			locals.provider.live--;
			locals.hub.exposure -= locals.assignment.price;
			locals.worth.amount = locals.assignment.charge;
			if (locals.job.metered && locals.assignment.state == QUBIX_ASSIGNMENT_REVEALED)
			{
				locals.weigh.assignment = locals.assignment;
				locals.weigh.fairBps = (locals.success) ? locals.fair.bps : -1;
				CALL(Worth, locals.weigh, locals.worth);
			}
			locals.ask.amount = locals.worth.amount;
			locals.ask.bps = state.get().config.baseShareBps;
			CALL(BpsOf, locals.ask, locals.share);

			if (locals.assignment.state == QUBIX_ASSIGNMENT_COMMITTED)
			{
				// Committed and never revealed: unpaid, and it costs the name. The lock is released, since a reveal may
				// have been kept from the chain by others.
				locals.run.outcome = QUBIX_OUTCOME_NOT_REVEALED;
				locals.provider.reputation.unrevealed++;
			}
			else if (!locals.success)
			{
				// Revealed without a quorum, or live when the requester cancelled
				locals.run.outcome = QUBIX_OUTCOME_BASE_SHARE;
				locals.run.paid = locals.share.part;
				if (input.reason == QUBIX_CLOSE_NO_QUORUM)
				{
					locals.provider.reputation.undecided++;
				}
			}
			else if (locals.assignment.digest == locals.majority.digest)
			{
				locals.run.outcome = QUBIX_OUTCOME_PAID;
				locals.run.paid = locals.worth.amount;
				locals.provider.reputation.verified++;
				locals.provider.reputation.verifiedWeight += locals.weight;
				if (locals.weight > 0)
				{
					locals.pair.requester = locals.job.requester;
					locals.pair.provider = locals.provider.owner;
					locals.pairDigest = qpi.K12(locals.pair);
					locals.provider.reputation.requesters.set(mod<uint64>(locals.pairDigest.u64._0, 128), 1);
				}
			}
			else
			{
				locals.run.outcome = QUBIX_OUTCOME_ODD_ONE_OUT;
				locals.provider.reputation.odd++;
				locals.provider.reputation.oddWeight += locals.weight;
				if (locals.majority.independent && input.reason == QUBIX_CLOSE_VERIFIED)
				{
					locals.run.slashed = locals.assignment.locked;
					locals.provider.stake -= locals.run.slashed;
					locals.provider.reputation.slashed += locals.run.slashed;
				}
			}
			locals.provider.reputation.earned += locals.run.paid;
			locals.provider.changedTick = qpi.tick();
			state.mut().providers.set(locals.assignment.provider, locals.provider);
			locals.paid += locals.run.paid;
			locals.receipt.slashed += locals.run.slashed;
			locals.receipt.runs.set(locals.i, locals.run);
			locals.release.slot = locals.slot;
			CALL(ReleaseAssignment, locals.release, locals.none);

			locals.event.key = locals.job.key;
			locals.event.other = locals.run.attempt | (static_cast<uint32>(locals.run.provider) << 16);
			if (locals.run.outcome == QUBIX_OUTCOME_NOT_REVEALED || input.reason == QUBIX_CLOSE_CANCELLED)
			{
				locals.event.type = QUBIX_EVENT_ATTEMPT_ENDED;
				locals.event.slot = locals.slot;
				locals.event.amount = (input.reason == QUBIX_CLOSE_CANCELLED) ? QUBIX_END_CANCELLED : QUBIX_END_NOT_REVEALED;
				CALL(Emit, locals.event, locals.none);
			}
			locals.event.slot = input.slot;
			if (locals.run.paid > 0)
			{
				locals.payout.to = locals.provider.payout;
				locals.payout.amount = locals.run.paid;
				locals.payouts.set(locals.payoutCount, locals.payout);
				locals.payoutCount++;
				locals.event.type = QUBIX_EVENT_PROVIDER_PAID;
				locals.event.amount = locals.run.paid;
				CALL(Emit, locals.event, locals.none);
			}
			if (locals.run.slashed > 0)
			{
				locals.event.type = QUBIX_EVENT_PROVIDER_SLASHED;
				locals.event.amount = locals.run.slashed;
				CALL(Emit, locals.event, locals.none);
			}
		}

		// The royalty
		if (locals.success && locals.job.model != QUBIX_NO_MODEL && locals.job.royalty > 0)
		{
			locals.receipt.royaltyPaid = locals.job.royalty;
			locals.lineage.model = locals.job.model;
			locals.lineage.amount = locals.job.royalty;
			locals.lineage.runs = 1;
			CALL(CreditCreators, locals.lineage, locals.credited);
			for (locals.i = 0; locals.i < locals.credited.count; locals.i++)
			{
				locals.payouts.set(locals.payoutCount, locals.credited.payouts.get(locals.i));
				locals.payoutCount++;
				locals.event.type = QUBIX_EVENT_ROYALTY_PAID;
				locals.event.slot = input.slot;
				locals.event.other = locals.credited.models.get(locals.i);
				locals.event.amount = locals.credited.payouts.get(locals.i).amount;
				CALL(Emit, locals.event, locals.none);
			}
		}

		// The hub
		if (locals.success && locals.job.hubFee > 0)
		{
			locals.receipt.hubPaid = locals.job.hubFee;
			locals.hub.earned += locals.job.hubFee;
			locals.payout.to = locals.hub.owner;
			locals.payout.amount = locals.job.hubFee;
			locals.payouts.set(locals.payoutCount, locals.payout);
			locals.payoutCount++;
			locals.event.type = QUBIX_EVENT_HUB_PAID;
			locals.event.slot = input.slot;
			locals.event.other = locals.job.hub;
			locals.event.amount = locals.job.hubFee;
			locals.event.key = locals.job.key;
			CALL(Emit, locals.event, locals.none);
		}
		locals.hub.liveJobs--;
		locals.hub.changedTick = qpi.tick();
		state.mut().hubs.set(locals.job.hub, locals.hub);

		// The rest goes back
		locals.receipt.refunded = locals.receipt.escrow - locals.paid - locals.receipt.royaltyPaid - locals.receipt.hubPaid - locals.fee;
		locals.event.slot = input.slot;
		locals.event.other = 0;
		locals.event.key = locals.job.key;
		if (locals.receipt.refunded > 0)
		{
			locals.payout.to = locals.job.requester;
			locals.payout.amount = locals.receipt.refunded;
			locals.payouts.set(locals.payoutCount, locals.payout);
			locals.payoutCount++;
			locals.event.type = QUBIX_EVENT_REFUNDED;
			locals.event.amount = locals.receipt.refunded;
			CALL(Emit, locals.event, locals.none);
		}
		if (locals.receipt.burned + locals.receipt.slashed > 0)
		{
			locals.event.type = QUBIX_EVENT_BURNED;
			locals.event.amount = locals.receipt.burned + locals.receipt.slashed;
			CALL(Emit, locals.event, locals.none);
		}

		state.mut().totals.escrow -= locals.receipt.escrow;
		state.mut().totals.stakes -= locals.receipt.slashed;
		state.mut().totals.revenue += locals.receipt.toShareholders;
		state.mut().totals.burned += locals.receipt.burned + locals.receipt.slashed;
		state.mut().totals.slashed += locals.receipt.slashed;
		state.mut().totals.paid += locals.paid;
		state.mut().totals.royalties += locals.receipt.royaltyPaid;
		state.mut().totals.hubFees += locals.receipt.hubPaid;
		state.mut().totals.refunded += locals.receipt.refunded;

		// The key is remembered until nobody can send the creation again
		locals.findKey.key = locals.job.key;
		CALL(FindKey, locals.findKey, locals.foundKey);
		if (locals.foundKey.entry != QUBIX_NO_SLOT)
		{
			if (locals.job.createBy >= qpi.tick())
			{
				locals.key.fingerprint = locals.job.key.u64._1;
				locals.key.until = locals.job.createBy;
				locals.key.kind = 2;
			}
			state.mut().keys.set(locals.foundKey.entry, locals.key);
		}
		if (locals.job.counted)
		{
			locals.findRequester.requester = locals.job.requester;
			CALL(FindRequester, locals.findRequester, locals.foundRequester);
			locals.requester = state.get().requesters.get(locals.foundRequester.entry);
			locals.requester.live--;
			state.mut().requesters.set(locals.foundRequester.entry, locals.requester);
		}

		// The slot: the last live job takes its place in the order
		state.mut().counts.liveJobs--;
		state.mut().counts.liveReplicas -= locals.job.replicas;
		locals.lastSlot = state.get().jobOrder.get(state.get().counts.liveJobs);
		state.mut().jobOrder.set(locals.job.position, locals.lastSlot);
		state.mut().jobOrder.set(state.get().counts.liveJobs, static_cast<uint16>(input.slot));
		if (locals.lastSlot != input.slot)
		{
			locals.moved = state.get().jobs.get(locals.lastSlot);
			locals.moved.position = locals.job.position;
			state.mut().jobs.set(locals.lastSlot, locals.moved);
		}
		locals.job.state = QUBIX_JOB_FREE;
		locals.job.placed = 0;
		locals.job.changedTick = qpi.tick();
		state.mut().jobs.set(input.slot, locals.job);

		copyMemory(locals.write.receipt, locals.receipt);
		CALL(WriteReceipt, locals.write, locals.none);
		locals.event.type = QUBIX_EVENT_SETTLED;
		locals.event.other = input.reason;
		locals.event.amount = static_cast<sint64>(locals.receipt.index);
		CALL(Emit, locals.event, locals.none);

		for (locals.i = 0; locals.i < locals.payoutCount; locals.i++)
		{
			if (locals.payouts.get(locals.i).amount > 0)
			{
				qpi.transfer(locals.payouts.get(locals.i).to, locals.payouts.get(locals.i).amount);
			}
		}
		if (locals.receipt.burned + locals.receipt.slashed > 0)
		{
			qpi.burn(locals.receipt.burned + locals.receipt.slashed);
		}
	}

	// Time for results: the window is a maximum, it closes with the last reveal.
	struct OpenReveal_input
	{
		uint32 slot;
	};
	typedef NoData OpenReveal_output;
	struct OpenReveal_locals
	{
		Job job;
		Emit_input event;
		NoData none;
	};
	PRIVATE_PROCEDURE_WITH_LOCALS(OpenReveal)
	{
		locals.job = state.get().jobs.get(input.slot);
		locals.job.state = QUBIX_JOB_REVEALING;
		locals.job.phaseEnds = qpi.tick() + state.get().config.revealTicks;
		locals.job.changedTick = qpi.tick();
		state.mut().jobs.set(input.slot, locals.job);
		locals.event.type = QUBIX_EVENT_REVEAL_OPENED;
		locals.event.slot = input.slot;
		locals.event.other = locals.job.committed;
		locals.event.amount = locals.job.phaseEnds;
		locals.event.key = locals.job.key;
		CALL(Emit, locals.event, locals.none);
	}

	// What was revealed is all there will be. A unanimous quorum of independent stake is paid at once.
	struct Decide_input
	{
		uint32 slot;
	};
	struct Decide_output
	{
		uint8 settled;
	};
	struct Decide_locals
	{
		Job job;
		Majority_input tally;
		Majority_output majority;
		Settle_input settle;
		Emit_input event;
		NoData none;
	};
	PRIVATE_PROCEDURE_WITH_LOCALS(Decide)
	{
		output.settled = 1;
		locals.job = state.get().jobs.get(input.slot);
		locals.settle.slot = input.slot;
		if (locals.job.revealed == 0)
		{
			locals.settle.reason = QUBIX_CLOSE_UNREVEALED;
			CALL(Settle, locals.settle, locals.none);
			return;
		}
		locals.tally.slot = input.slot;
		CALL(Majority, locals.tally, locals.majority);
		if (locals.majority.size < locals.job.quorum)
		{
			locals.settle.reason = QUBIX_CLOSE_NO_QUORUM;
			CALL(Settle, locals.settle, locals.none);
			return;
		}
		if (locals.majority.size >= 2 && locals.majority.size == locals.job.committed && locals.majority.independent)
		{
			locals.settle.reason = QUBIX_CLOSE_VERIFIED;
			CALL(Settle, locals.settle, locals.none);
			return;
		}
		output.settled = 0;
		locals.job.state = QUBIX_JOB_DECIDED;
		locals.job.agreeing = static_cast<uint8>(locals.majority.size);
		locals.job.phaseEnds = qpi.tick() + state.get().config.disputeTicks;
		locals.job.changedTick = qpi.tick();
		state.mut().jobs.set(input.slot, locals.job);
		locals.event.type = QUBIX_EVENT_DECIDED;
		locals.event.slot = input.slot;
		locals.event.other = locals.majority.size;
		locals.event.amount = locals.job.phaseEnds;
		locals.event.key = locals.job.key;
		CALL(Emit, locals.event, locals.none);
	}

	// Does what IsJobDue found due.
	struct Advance_input
	{
		uint32 slot;
	};
	struct Advance_output
	{
		uint8 settled;
	};
	struct Advance_locals
	{
		EndOverdue_input overdue;
		OpenReveal_input open;
		Decide_input decide;
		Decide_output decided;
		Settle_input settle;
		NoData none;
	};
	PRIVATE_PROCEDURE_WITH_LOCALS(Advance)
	{
		output.settled = 0;
		locals.settle.slot = input.slot;
		if (state.get().jobs.get(input.slot).state == QUBIX_JOB_OPEN)
		{
			locals.overdue.slot = input.slot;
			CALL(EndOverdue, locals.overdue, locals.none);
			if (qpi.tick() > state.get().jobs.get(input.slot).deadline
				&& state.get().jobs.get(input.slot).placed == state.get().jobs.get(input.slot).committed)
			{
				if (state.get().jobs.get(input.slot).committed == 0)
				{
					locals.settle.reason = QUBIX_CLOSE_EXPIRED;
					CALL(Settle, locals.settle, locals.none);
					output.settled = 1;
				}
				else
				{
					locals.open.slot = input.slot;
					CALL(OpenReveal, locals.open, locals.none);
				}
			}
		}
		else if (state.get().jobs.get(input.slot).state == QUBIX_JOB_REVEALING)
		{
			locals.decide.slot = input.slot;
			CALL(Decide, locals.decide, locals.decided);
			output.settled = locals.decided.settled;
		}
		else
		{
			locals.settle.reason = (state.get().jobs.get(input.slot).replicas == 1) ? QUBIX_CLOSE_UNCHALLENGED : QUBIX_CLOSE_VERIFIED;
			CALL(Settle, locals.settle, locals.none);
			output.settled = 1;
		}
	}

	// Sends a closed batch to the network. What fails is kept and tried again, later each time: the places in flight
	// are shared by all contracts, and cost an attacker little.
	struct SendBatch_input
	{
		uint32 batch;
	};
	typedef NoData SendBatch_output;
	struct SendBatch_locals
	{
		Batch batch;
		OCI::Qubix::OcRequest request;
		IsEpochEnding_input ask;
		IsEpochEnding_output ending;
		Emit_input event;
		NoData none;
		uint8 fromRevenue;
	};
	PRIVATE_PROCEDURE_WITH_LOCALS(SendBatch)
	{
		locals.batch = state.get().batches.get(input.batch);
		CALL(IsEpochEnding, locals.ask, locals.ending);
		locals.fromRevenue = (state.get().totals.operations < QUBIX_OC_FEE) ? 1 : 0;
		if (locals.ending.yes || (locals.fromRevenue && state.get().totals.revenue < QUBIX_OC_FEE))
		{
			locals.batch.status = QUBIX_BATCH_QUEUED;
			locals.batch.retryAt = qpi.tick() + state.get().config.retryTicks;
			state.mut().batches.set(input.batch, locals.batch);
			return;
		}
		setMemory(locals.request, 0);
		locals.request.root = locals.batch.root;
		locals.request.contractIndex = SELF_INDEX;
		locals.request.batch = input.batch;
		locals.request.count = locals.batch.count;
		locals.request.tick = locals.batch.closedTick;
		locals.batch.invocationId = INVOKE_OC(OCI::Qubix, locals.request);
		locals.batch.epoch = qpi.epoch();
		locals.batch.tries++;
		locals.event.type = QUBIX_EVENT_BATCH_FLUSHED;
		locals.event.slot = input.batch;
		locals.event.other = locals.batch.count;
		locals.event.amount = locals.batch.invocationId;
		locals.event.key = locals.batch.root;
		if (locals.batch.invocationId >= 0)
		{
			locals.batch.status = QUBIX_BATCH_PENDING;
			if (locals.fromRevenue)
			{
				state.mut().totals.revenue -= QUBIX_OC_FEE;
			}
			else
			{
				state.mut().totals.operations -= QUBIX_OC_FEE;
			}
			state.mut().totals.ocFees += QUBIX_OC_FEE;
		}
		else
		{
			locals.batch.status = (locals.batch.tries >= QUBIX_MAX_BATCH_TRIES) ? QUBIX_BATCH_FAILED : QUBIX_BATCH_QUEUED;
			locals.batch.retryAt = qpi.tick() + (state.get().config.retryTicks << ((locals.batch.tries < 6) ? locals.batch.tries : 6));
			locals.event.type = QUBIX_EVENT_BATCH_FAILED;
			locals.event.other = locals.batch.tries;
		}
		state.mut().batches.set(input.batch, locals.batch);
		CALL(Emit, locals.event, locals.none);
	}

	// Closes the open batch and sends it.
	typedef NoData CloseBatch_input;
	typedef NoData CloseBatch_output;
	struct CloseBatch_locals
	{
		RootOf_input tree;
		RootOf_output top;
		Batch batch;
		SendBatch_input send;
		NoData none;
		uint32 i;
	};
	PRIVATE_PROCEDURE_WITH_LOCALS(CloseBatch)
	{
		for (locals.i = 0; locals.i < 16; locals.i++)
		{
			locals.tree.frontier.set(locals.i, state.get().batchFrontier.get(locals.i));
		}
		locals.tree.count = state.get().counts.openLeaves;
		CALL(RootOf, locals.tree, locals.top);
		locals.batch.root = locals.top.root;
		locals.batch.firstLeaf = state.get().counts.leaves - state.get().counts.openLeaves;
		locals.batch.invocationId = -1;
		locals.batch.count = state.get().counts.openLeaves;
		locals.batch.closedTick = qpi.tick();
		locals.batch.retryAt = qpi.tick();
		locals.batch.status = QUBIX_BATCH_QUEUED;
		locals.send.batch = state.get().counts.batches;
		state.mut().batches.set(locals.send.batch, locals.batch);
		state.mut().counts.batches++;
		state.mut().counts.openLeaves = 0;
		state.mut().counts.lastFlushTick = qpi.tick();
		CALL(SendBatch, locals.send, locals.none);
	}

	struct AppendLeaf_input
	{
		id leaf;
	};
	struct AppendLeaf_output
	{
		uint32 batch;
		uint32 index;
	};
	struct AppendLeaf_locals
	{
		ExtendFrontier_input step;
		ExtendFrontier_output place;
		NoData none;
		uint32 i;
	};
	PRIVATE_PROCEDURE_WITH_LOCALS(AppendLeaf)
	{
		output.batch = state.get().counts.batches;
		output.index = state.get().counts.openLeaves;
		for (locals.i = 0; locals.i < 16; locals.i++)
		{
			locals.step.frontier.set(locals.i, state.get().batchFrontier.get(locals.i));
		}
		locals.step.count = output.index;
		locals.step.leaf = input.leaf;
		CALL(ExtendFrontier, locals.step, locals.place);
		state.mut().batchFrontier.set(locals.place.level, locals.place.node);
		state.mut().leaves.set(state.get().counts.leaves, input.leaf);
		state.mut().counts.leaves++;
		state.mut().counts.openLeaves++;
		if (state.get().counts.openLeaves == QUBIX_MAX_BATCH_LEAVES)
		{
			CALL(CloseBatch, locals.none, locals.none);
		}
	}

	// Looks after one batch that isn't settled yet.
	struct TendBatch_input
	{
		uint32 batch;
	};
	typedef NoData TendBatch_output;
	struct TendBatch_locals
	{
		Batch batch;
		SendBatch_input send;
		Emit_input event;
		NoData none;
		uint8 status;
	};
	PRIVATE_PROCEDURE_WITH_LOCALS(TendBatch)
	{
		locals.batch = state.get().batches.get(input.batch);
		if (locals.batch.status == QUBIX_BATCH_QUEUED && qpi.tick() >= locals.batch.retryAt)
		{
			// One per flushTicks, whoever pays: each costs the network 676 signatures
			if (qpi.tick() - state.get().counts.lastRetryTick < state.get().config.flushTicks)
			{
				return;
			}
			state.mut().counts.lastRetryTick = qpi.tick();
			locals.send.batch = input.batch;
			CALL(SendBatch, locals.send, locals.none);
			return;
		}
		if (locals.batch.status != QUBIX_BATCH_PENDING)
		{
			return;
		}
		locals.status = qpi.getOcInvocationStatus(locals.batch.invocationId);
		if (locals.status == OC_INVOCATION_STATUS_PENDING_AUTH)
		{
			return;
		}
		locals.event.slot = input.batch;
		locals.event.amount = locals.batch.invocationId;
		locals.event.key = locals.batch.root;
		if (locals.status == OC_INVOCATION_STATUS_AUTHORIZED)
		{
			locals.batch.status = QUBIX_BATCH_AUTHORIZED;
			locals.event.type = QUBIX_EVENT_BATCH_AUTHORIZED;
			locals.event.other = locals.batch.count;
		}
		else
		{
			// Timed out, or forgotten at an epoch's end, which isn't the batch's fault
			locals.batch.status = (locals.status == OC_INVOCATION_STATUS_TIMEOUT && locals.batch.tries >= QUBIX_MAX_BATCH_TRIES)
				? QUBIX_BATCH_FAILED : QUBIX_BATCH_QUEUED;
			locals.batch.retryAt = qpi.tick();
			if (locals.status == OC_INVOCATION_STATUS_TIMEOUT)
			{
				locals.batch.retryAt += state.get().config.retryTicks << ((locals.batch.tries < 6) ? locals.batch.tries : 6);
			}
			locals.event.type = QUBIX_EVENT_BATCH_FAILED;
			locals.event.other = locals.batch.tries;
		}
		state.mut().batches.set(input.batch, locals.batch);
		CALL(Emit, locals.event, locals.none);
	}

	// ------------------------------------------------------------------------------------------------------- hubs

	struct CheckRegisterHub_input
	{
		RegisterHub_input call;
		id invocator;
		sint64 amount;
	};
	struct CheckRegisterHub_output
	{
		sint32 code;
		uint16 slot;
	};
	struct CheckRegisterHub_locals
	{
		IsParty_input party;
		IsParty_output isParty;
		FindHub_input find;
		FindHub_output found;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(CheckRegisterHub)
	{
		output.slot = QUBIX_NO_HUB;
		output.code = QUBIX_CODE_CONTRACT_NOT_ALLOWED;
		locals.party.party = input.invocator;
		CALL(IsParty, locals.party, locals.isParty);
		if (!locals.isParty.yes)
		{
			return;
		}
		locals.party.party = input.call.hot;
		CALL(IsParty, locals.party, locals.isParty);
		if (!locals.isParty.yes)
		{
			return;
		}
		output.code = QUBIX_CODE_AMOUNT_OUT_OF_RANGE;
		if (input.call.minFee < 0 || input.call.minFee > QUBIX_MAX_AMOUNT)
		{
			return;
		}
		output.code = QUBIX_CODE_FEE_TOO_SMALL;
		if (input.amount < state.get().config.callFee)
		{
			return;
		}
		output.code = QUBIX_CODE_BOND_TOO_SMALL;
		if (input.amount - state.get().config.callFee < state.get().config.minBond)
		{
			return;
		}
		output.code = QUBIX_CODE_KEY_IN_USE;
		locals.find.identity = input.call.hot;
		locals.find.roles = 2;
		CALL(FindHub, locals.find, locals.found);
		if (locals.found.slot != QUBIX_NO_HUB)
		{
			return;
		}
		output.code = QUBIX_CODE_ALREADY_REGISTERED;
		locals.find.identity = input.invocator;
		locals.find.roles = 1;
		CALL(FindHub, locals.find, locals.found);
		if (locals.found.slot != QUBIX_NO_HUB)
		{
			return;
		}
		output.code = QUBIX_CODE_TABLE_FULL;
		if (locals.found.free == QUBIX_NO_HUB)
		{
			return;
		}
		output.slot = locals.found.free;
		output.code = QUBIX_CODE_OK;
	}

	struct RegisterHub_locals
	{
		CheckRegisterHub_input check;
		CheckRegisterHub_output checked;
		Refuse_input refusal;
		KeepFee_input fee;
		Hub hub;
		Emit_input event;
		NoData none;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(RegisterHub)
	{
		locals.check.call = input;
		locals.check.invocator = qpi.invocator();
		locals.check.amount = qpi.invocationReward();
		CALL(CheckRegisterHub, locals.check, locals.checked);
		output.code = locals.checked.code;
		output.hub = locals.checked.slot;
		if (output.code != QUBIX_CODE_OK)
		{
			locals.refusal.procedure = QUBIX_PROCEDURE_REGISTER_HUB;
			locals.refusal.code = output.code;
			CALL(Refuse, locals.refusal, locals.none);
			return;
		}
		locals.hub.owner = qpi.invocator();
		locals.hub.hot = input.hot;
		locals.hub.minFee = input.minFee;
		locals.hub.bond = qpi.invocationReward() - state.get().config.callFee;
		locals.hub.registeredTick = qpi.tick();
		locals.hub.changedTick = qpi.tick();
		locals.hub.used = 1;
		state.mut().hubs.set(output.hub, locals.hub);
		state.mut().counts.hubs++;
		if (output.hub >= state.get().counts.hubSlots)
		{
			state.mut().counts.hubSlots = output.hub + 1;
		}
		state.mut().totals.bonds += locals.hub.bond;
		locals.event.type = QUBIX_EVENT_HUB_REGISTERED;
		locals.event.slot = output.hub;
		locals.event.amount = locals.hub.bond;
		locals.event.key = locals.hub.owner;
		CALL(Emit, locals.event, locals.none);
		locals.fee.amount = state.get().config.callFee;
		CALL(KeepFee, locals.fee, locals.none);
	}

	struct CheckUpdateHub_input
	{
		UpdateHub_input call;
		id invocator;
		sint64 amount;
	};
	struct CheckUpdateHub_output
	{
		sint32 code;
		uint16 slot;
		NonceWindow nonces;
	};
	struct CheckUpdateHub_locals
	{
		IsParty_input party;
		IsParty_output isParty;
		FindHub_input find;
		FindHub_output found;
		FindHub_output other;
		UseNonce_input nonce;
		UseNonce_output used;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(CheckUpdateHub)
	{
		output.code = QUBIX_CODE_UNKNOWN_HUB;
		locals.find.identity = input.invocator;
		locals.find.roles = 1;
		CALL(FindHub, locals.find, locals.found);
		output.slot = locals.found.slot;
		if (output.slot == QUBIX_NO_HUB)
		{
			return;
		}
		output.code = QUBIX_CODE_CONTRACT_NOT_ALLOWED;
		locals.party.party = input.call.owner;
		CALL(IsParty, locals.party, locals.isParty);
		if (!locals.isParty.yes)
		{
			return;
		}
		locals.party.party = input.call.hot;
		CALL(IsParty, locals.party, locals.isParty);
		if (!locals.isParty.yes)
		{
			return;
		}
		output.code = QUBIX_CODE_AMOUNT_OUT_OF_RANGE;
		if (input.call.minFee < 0 || input.call.minFee > QUBIX_MAX_AMOUNT)
		{
			return;
		}
		output.code = QUBIX_CODE_NONCE_USED;
		locals.nonce.window = state.get().hubs.get(output.slot).ownerNonces;
		locals.nonce.nonce = input.call.nonce;
		CALL(UseNonce, locals.nonce, locals.used);
		if (!locals.used.fresh)
		{
			return;
		}
		output.nonces = locals.used.window;
		output.code = QUBIX_CODE_FEE_TOO_SMALL;
		if (input.amount < state.get().config.callFee)
		{
			return;
		}
		output.code = QUBIX_CODE_KEY_IN_USE;
		locals.find.identity = input.call.hot;
		locals.find.roles = 2;
		CALL(FindHub, locals.find, locals.other);
		if (locals.other.slot != QUBIX_NO_HUB && locals.other.slot != output.slot)
		{
			return;
		}
		locals.find.identity = input.call.owner;
		locals.find.roles = 1;
		CALL(FindHub, locals.find, locals.other);
		if (locals.other.slot != QUBIX_NO_HUB && locals.other.slot != output.slot)
		{
			return;
		}
		output.code = QUBIX_CODE_OK;
	}

	struct UpdateHub_locals
	{
		CheckUpdateHub_input check;
		CheckUpdateHub_output checked;
		Refuse_input refusal;
		KeepFee_input fee;
		Hub hub;
		Emit_input event;
		NoData none;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(UpdateHub)
	{
		locals.check.call = input;
		locals.check.invocator = qpi.invocator();
		locals.check.amount = qpi.invocationReward();
		CALL(CheckUpdateHub, locals.check, locals.checked);
		output.code = locals.checked.code;
		if (output.code != QUBIX_CODE_OK)
		{
			locals.refusal.procedure = QUBIX_PROCEDURE_UPDATE_HUB;
			locals.refusal.code = output.code;
			CALL(Refuse, locals.refusal, locals.none);
			return;
		}
		locals.hub = state.get().hubs.get(locals.checked.slot);
		if (!(locals.hub.hot == input.hot))
		{
			// The new key starts with a window of its own: a stolen one can't have used it up
			setMemory(locals.hub.hotNonces, 0);
		}
		locals.hub.ownerNonces = locals.checked.nonces;
		locals.hub.owner = input.owner;
		locals.hub.hot = input.hot;
		locals.hub.minFee = input.minFee;
		locals.hub.paused = input.paused ? 1 : 0;
		locals.hub.bond += qpi.invocationReward() - state.get().config.callFee;
		locals.hub.changedTick = qpi.tick();
		state.mut().hubs.set(locals.checked.slot, locals.hub);
		state.mut().totals.bonds += qpi.invocationReward() - state.get().config.callFee;
		locals.event.type = QUBIX_EVENT_HUB_UPDATED;
		locals.event.slot = locals.checked.slot;
		locals.event.other = locals.hub.paused;
		locals.event.amount = locals.hub.bond;
		locals.event.key = locals.hub.owner;
		CALL(Emit, locals.event, locals.none);
		locals.fee.amount = state.get().config.callFee;
		CALL(KeepFee, locals.fee, locals.none);
	}

	// The bond that must stay: the share of the exposure, and the minimum while a job names the hub.
	struct NeededBond_input
	{
		uint16 hub;
	};
	struct NeededBond_output
	{
		sint64 amount;
	};
	struct NeededBond_locals
	{
		BpsOf_input ask;
		BpsOf_output share;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(NeededBond)
	{
		locals.ask.amount = state.get().hubs.get(input.hub).exposure;
		locals.ask.bps = state.get().config.hubBondBps;
		CALL(BpsOf, locals.ask, locals.share);
		output.amount = locals.share.part;
		if (state.get().hubs.get(input.hub).liveJobs > 0 && output.amount < state.get().config.minBond)
		{
			output.amount = state.get().config.minBond;
		}
	}

	struct CheckWithdrawHubBond_input
	{
		WithdrawHubBond_input call;
		id invocator;
		sint64 amount;
	};
	struct CheckWithdrawHubBond_output
	{
		sint32 code;
		uint16 slot;
		NonceWindow nonces;
	};
	struct CheckWithdrawHubBond_locals
	{
		FindHub_input find;
		FindHub_output found;
		UseNonce_input nonce;
		UseNonce_output used;
		NeededBond_input ask;
		NeededBond_output needed;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(CheckWithdrawHubBond)
	{
		output.code = QUBIX_CODE_UNKNOWN_HUB;
		locals.find.identity = input.invocator;
		locals.find.roles = 1;
		CALL(FindHub, locals.find, locals.found);
		output.slot = locals.found.slot;
		if (output.slot == QUBIX_NO_HUB)
		{
			return;
		}
		output.code = QUBIX_CODE_NONCE_USED;
		locals.nonce.window = state.get().hubs.get(output.slot).ownerNonces;
		locals.nonce.nonce = input.call.nonce;
		CALL(UseNonce, locals.nonce, locals.used);
		if (!locals.used.fresh)
		{
			return;
		}
		output.nonces = locals.used.window;
		output.code = QUBIX_CODE_FEE_TOO_SMALL;
		if (input.amount < state.get().config.callFee)
		{
			return;
		}
		output.code = QUBIX_CODE_AMOUNT_OUT_OF_RANGE;
		if (input.call.amount <= 0 || input.call.amount > state.get().hubs.get(output.slot).bond)
		{
			return;
		}
		output.code = QUBIX_CODE_BOND_IN_USE;
		locals.ask.hub = output.slot;
		CALL(NeededBond, locals.ask, locals.needed);
		if (state.get().hubs.get(output.slot).bond - input.call.amount < locals.needed.amount)
		{
			return;
		}
		// All of it, or the minimum stays: else the slots could be held for next to nothing
		output.code = QUBIX_CODE_BOND_TOO_SMALL;
		if (state.get().hubs.get(output.slot).bond > input.call.amount
			&& state.get().hubs.get(output.slot).bond - input.call.amount < state.get().config.minBond)
		{
			return;
		}
		output.code = QUBIX_CODE_OK;
	}

	struct WithdrawHubBond_locals
	{
		CheckWithdrawHubBond_input check;
		CheckWithdrawHubBond_output checked;
		Refuse_input refusal;
		ChargeCall_input charge;
		Hub hub;
		Emit_input event;
		NoData none;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(WithdrawHubBond)
	{
		locals.check.call = input;
		locals.check.invocator = qpi.invocator();
		locals.check.amount = qpi.invocationReward();
		CALL(CheckWithdrawHubBond, locals.check, locals.checked);
		output.code = locals.checked.code;
		if (output.code != QUBIX_CODE_OK)
		{
			locals.refusal.procedure = QUBIX_PROCEDURE_WITHDRAW_HUB_BOND;
			locals.refusal.code = output.code;
			CALL(Refuse, locals.refusal, locals.none);
			return;
		}
		locals.hub = state.get().hubs.get(locals.checked.slot);
		locals.hub.ownerNonces = locals.checked.nonces;
		locals.hub.bond -= input.amount;
		locals.hub.changedTick = qpi.tick();
		if (locals.hub.bond == 0 && locals.hub.liveJobs == 0)
		{
			locals.hub.used = 0;
			state.mut().counts.hubs--;
			locals.event.other = 1;
		}
		state.mut().hubs.set(locals.checked.slot, locals.hub);
		state.mut().totals.bonds -= input.amount;
		locals.event.type = QUBIX_EVENT_HUB_WITHDRAWN;
		locals.event.slot = locals.checked.slot;
		locals.event.amount = input.amount;
		locals.event.key = locals.hub.owner;
		CALL(Emit, locals.event, locals.none);
		locals.charge.fee = state.get().config.callFee;
		CALL(ChargeCall, locals.charge, locals.none);
		qpi.transfer(qpi.invocator(), input.amount);
	}

	// -------------------------------------------------------------------------------------------------- providers

	// What RegisterProvider and UpdateProvider have in common
	struct CheckTerms_input
	{
		id owner;
		id hot;
		id payout;
		sint64 minPrice;
		uint16 capacity;
	};
	struct CheckTerms_output
	{
		sint32 code;
	};
	struct CheckTerms_locals
	{
		IsParty_input party;
		IsParty_output isParty;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(CheckTerms)
	{
		output.code = QUBIX_CODE_CONTRACT_NOT_ALLOWED;
		locals.party.party = input.owner;
		CALL(IsParty, locals.party, locals.isParty);
		if (!locals.isParty.yes)
		{
			return;
		}
		locals.party.party = input.hot;
		CALL(IsParty, locals.party, locals.isParty);
		if (!locals.isParty.yes)
		{
			return;
		}
		locals.party.party = input.payout;
		CALL(IsParty, locals.party, locals.isParty);
		if (!locals.isParty.yes)
		{
			return;
		}
		output.code = QUBIX_CODE_PRICE_OUT_OF_RANGE;
		if (input.minPrice < state.get().config.minPrice || input.minPrice > QUBIX_MAX_AMOUNT)
		{
			return;
		}
		output.code = QUBIX_CODE_BAD_INPUT;
		if (input.capacity == 0)
		{
			return;
		}
		output.code = QUBIX_CODE_OK;
	}

	struct CheckRegisterProvider_input
	{
		RegisterProvider_input call;
		id invocator;
		sint64 amount;
	};
	struct CheckRegisterProvider_output
	{
		sint32 code;
		uint16 slot;
	};
	struct CheckRegisterProvider_locals
	{
		CheckTerms_input terms;
		CheckTerms_output termsCode;
		FindProvider_input find;
		FindProvider_output found;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(CheckRegisterProvider)
	{
		output.slot = QUBIX_NO_PROVIDER;
		locals.terms.owner = input.invocator;
		locals.terms.hot = input.call.hot;
		locals.terms.payout = input.call.payout;
		locals.terms.minPrice = input.call.minPrice;
		locals.terms.capacity = input.call.capacity;
		CALL(CheckTerms, locals.terms, locals.termsCode);
		output.code = locals.termsCode.code;
		if (output.code != QUBIX_CODE_OK)
		{
			return;
		}
		output.code = QUBIX_CODE_FEE_TOO_SMALL;
		if (input.amount < state.get().config.callFee)
		{
			return;
		}
		output.code = QUBIX_CODE_STAKE_TOO_SMALL;
		if (input.amount - state.get().config.callFee < state.get().config.minStake)
		{
			return;
		}
		output.code = QUBIX_CODE_KEY_IN_USE;
		locals.find.identity = input.call.hot;
		locals.find.roles = 2;
		CALL(FindProvider, locals.find, locals.found);
		if (locals.found.slot != QUBIX_NO_PROVIDER)
		{
			return;
		}
		output.code = QUBIX_CODE_ALREADY_REGISTERED;
		locals.find.identity = input.invocator;
		locals.find.roles = 1;
		CALL(FindProvider, locals.find, locals.found);
		if (locals.found.slot != QUBIX_NO_PROVIDER)
		{
			return;
		}
		output.code = QUBIX_CODE_TABLE_FULL;
		if (locals.found.free == QUBIX_NO_PROVIDER)
		{
			return;
		}
		output.slot = locals.found.free;
		output.code = QUBIX_CODE_OK;
	}

	struct RegisterProvider_locals
	{
		CheckRegisterProvider_input check;
		CheckRegisterProvider_output checked;
		Refuse_input refusal;
		KeepFee_input fee;
		Provider provider;
		Emit_input event;
		NoData none;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(RegisterProvider)
	{
		locals.check.call = input;
		locals.check.invocator = qpi.invocator();
		locals.check.amount = qpi.invocationReward();
		CALL(CheckRegisterProvider, locals.check, locals.checked);
		output.code = locals.checked.code;
		output.provider = locals.checked.slot;
		if (output.code != QUBIX_CODE_OK)
		{
			locals.refusal.procedure = QUBIX_PROCEDURE_REGISTER_PROVIDER;
			locals.refusal.code = output.code;
			CALL(Refuse, locals.refusal, locals.none);
			return;
		}
		locals.provider.owner = qpi.invocator();
		locals.provider.hot = input.hot;
		locals.provider.payout = input.payout;
		locals.provider.stake = qpi.invocationReward() - state.get().config.callFee;
		locals.provider.minPrice = input.minPrice;
		locals.provider.hubs = input.hubs;
		locals.provider.hubsTick = qpi.tick();
		locals.provider.registeredTick = qpi.tick();
		locals.provider.changedTick = qpi.tick();
		locals.provider.capacity = input.capacity;
		locals.provider.anyHub = input.anyHub ? 1 : 0;
		locals.provider.used = 1;
		state.mut().providers.set(output.provider, locals.provider);
		state.mut().counts.providers++;
		if (output.provider >= state.get().counts.providerSlots)
		{
			state.mut().counts.providerSlots = output.provider + 1;
		}
		state.mut().totals.stakes += locals.provider.stake;
		locals.event.type = QUBIX_EVENT_PROVIDER_REGISTERED;
		locals.event.slot = output.provider;
		locals.event.amount = locals.provider.stake;
		locals.event.key = locals.provider.owner;
		CALL(Emit, locals.event, locals.none);
		locals.fee.amount = state.get().config.callFee;
		CALL(KeepFee, locals.fee, locals.none);
	}

	struct CheckUpdateProvider_input
	{
		UpdateProvider_input call;
		id invocator;
		sint64 amount;
	};
	struct CheckUpdateProvider_output
	{
		sint32 code;
		uint16 slot;
		NonceWindow nonces;
	};
	struct CheckUpdateProvider_locals
	{
		CheckTerms_input terms;
		CheckTerms_output termsCode;
		FindProvider_input find;
		FindProvider_output found;
		FindProvider_output other;
		UseNonce_input nonce;
		UseNonce_output used;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(CheckUpdateProvider)
	{
		output.code = QUBIX_CODE_UNKNOWN_PROVIDER;
		locals.find.identity = input.invocator;
		locals.find.roles = 1;
		CALL(FindProvider, locals.find, locals.found);
		output.slot = locals.found.slot;
		if (output.slot == QUBIX_NO_PROVIDER)
		{
			return;
		}
		locals.terms.owner = input.call.owner;
		locals.terms.hot = input.call.hot;
		locals.terms.payout = input.call.payout;
		locals.terms.minPrice = input.call.minPrice;
		locals.terms.capacity = input.call.capacity;
		CALL(CheckTerms, locals.terms, locals.termsCode);
		output.code = locals.termsCode.code;
		if (output.code != QUBIX_CODE_OK)
		{
			return;
		}
		output.code = QUBIX_CODE_NONCE_USED;
		locals.nonce.window = state.get().providers.get(output.slot).ownerNonces;
		locals.nonce.nonce = input.call.nonce;
		CALL(UseNonce, locals.nonce, locals.used);
		if (!locals.used.fresh)
		{
			return;
		}
		output.nonces = locals.used.window;
		output.code = QUBIX_CODE_FEE_TOO_SMALL;
		if (input.amount < state.get().config.callFee)
		{
			return;
		}
		// Leaves and commitments name the owner
		output.code = QUBIX_CODE_PROVIDER_BUSY;
		if (!(input.call.owner == input.invocator) && state.get().providers.get(output.slot).live > 0)
		{
			return;
		}
		output.code = QUBIX_CODE_KEY_IN_USE;
		locals.find.identity = input.call.hot;
		locals.find.roles = 2;
		CALL(FindProvider, locals.find, locals.other);
		if (locals.other.slot != QUBIX_NO_PROVIDER && locals.other.slot != output.slot)
		{
			return;
		}
		locals.find.identity = input.call.owner;
		locals.find.roles = 1;
		CALL(FindProvider, locals.find, locals.other);
		if (locals.other.slot != QUBIX_NO_PROVIDER && locals.other.slot != output.slot)
		{
			return;
		}
		output.code = QUBIX_CODE_OK;
	}

	struct UpdateProvider_locals
	{
		CheckUpdateProvider_input check;
		CheckUpdateProvider_output checked;
		Refuse_input refusal;
		KeepFee_input fee;
		Provider provider;
		Emit_input event;
		NoData none;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(UpdateProvider)
	{
		locals.check.call = input;
		locals.check.invocator = qpi.invocator();
		locals.check.amount = qpi.invocationReward();
		CALL(CheckUpdateProvider, locals.check, locals.checked);
		output.code = locals.checked.code;
		if (output.code != QUBIX_CODE_OK)
		{
			locals.refusal.procedure = QUBIX_PROCEDURE_UPDATE_PROVIDER;
			locals.refusal.code = output.code;
			CALL(Refuse, locals.refusal, locals.none);
			return;
		}
		locals.provider = state.get().providers.get(locals.checked.slot);
		locals.provider.ownerNonces = locals.checked.nonces;
		locals.provider.owner = input.owner;
		locals.provider.hot = input.hot;
		locals.provider.payout = input.payout;
		locals.provider.minPrice = input.minPrice;
		locals.provider.capacity = input.capacity;
		locals.provider.hubs = input.hubs;
		locals.provider.hubsTick = qpi.tick();
		locals.provider.anyHub = input.anyHub ? 1 : 0;
		locals.provider.paused = input.paused ? 1 : 0;
		locals.provider.stake += qpi.invocationReward() - state.get().config.callFee;
		locals.provider.changedTick = qpi.tick();
		state.mut().providers.set(locals.checked.slot, locals.provider);
		state.mut().totals.stakes += qpi.invocationReward() - state.get().config.callFee;
		locals.event.type = QUBIX_EVENT_PROVIDER_UPDATED;
		locals.event.slot = locals.checked.slot;
		locals.event.other = locals.provider.paused;
		locals.event.amount = locals.provider.stake;
		locals.event.key = locals.provider.owner;
		CALL(Emit, locals.event, locals.none);
		locals.fee.amount = state.get().config.callFee;
		CALL(KeepFee, locals.fee, locals.none);
	}

	struct CheckRequestUnstake_input
	{
		RequestUnstake_input call;
		id invocator;
		sint64 amount;
	};
	struct CheckRequestUnstake_output
	{
		sint32 code;
		uint16 slot;
		NonceWindow nonces;
	};
	struct CheckRequestUnstake_locals
	{
		FindProvider_input find;
		FindProvider_output found;
		UseNonce_input nonce;
		UseNonce_output used;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(CheckRequestUnstake)
	{
		output.code = QUBIX_CODE_UNKNOWN_PROVIDER;
		locals.find.identity = input.invocator;
		locals.find.roles = 1;
		CALL(FindProvider, locals.find, locals.found);
		output.slot = locals.found.slot;
		if (output.slot == QUBIX_NO_PROVIDER)
		{
			return;
		}
		output.code = QUBIX_CODE_NONCE_USED;
		locals.nonce.window = state.get().providers.get(output.slot).ownerNonces;
		locals.nonce.nonce = input.call.nonce;
		CALL(UseNonce, locals.nonce, locals.used);
		if (!locals.used.fresh)
		{
			return;
		}
		output.nonces = locals.used.window;
		output.code = QUBIX_CODE_FEE_TOO_SMALL;
		if (input.amount < state.get().config.callFee)
		{
			return;
		}
		output.code = QUBIX_CODE_AMOUNT_OUT_OF_RANGE;
		if (input.call.amount < 0)
		{
			return;
		}
		output.code = QUBIX_CODE_STAKE_LOCKED;
		if (input.call.amount > state.get().providers.get(output.slot).stake - state.get().providers.get(output.slot).locked)
		{
			return;
		}
		// All of it, or the minimum stays: else the slots could be held for next to nothing
		output.code = QUBIX_CODE_STAKE_TOO_SMALL;
		if (input.call.amount > 0 && input.call.amount < state.get().providers.get(output.slot).stake
			&& state.get().providers.get(output.slot).stake - input.call.amount < state.get().config.minStake)
		{
			return;
		}
		output.code = QUBIX_CODE_OK;
	}

	struct RequestUnstake_locals
	{
		CheckRequestUnstake_input check;
		CheckRequestUnstake_output checked;
		Refuse_input refusal;
		ChargeCall_input charge;
		Provider provider;
		Emit_input event;
		NoData none;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(RequestUnstake)
	{
		locals.check.call = input;
		locals.check.invocator = qpi.invocator();
		locals.check.amount = qpi.invocationReward();
		CALL(CheckRequestUnstake, locals.check, locals.checked);
		output.code = locals.checked.code;
		if (output.code != QUBIX_CODE_OK)
		{
			locals.refusal.procedure = QUBIX_PROCEDURE_REQUEST_UNSTAKE;
			locals.refusal.code = output.code;
			CALL(Refuse, locals.refusal, locals.none);
			return;
		}
		locals.provider = state.get().providers.get(locals.checked.slot);
		locals.provider.ownerNonces = locals.checked.nonces;
		locals.provider.unstaking = input.amount;
		locals.provider.unstakeAt = (input.amount > 0) ? (qpi.tick() + state.get().config.unstakeTicks) : 0;
		locals.provider.changedTick = qpi.tick();
		state.mut().providers.set(locals.checked.slot, locals.provider);
		locals.event.type = QUBIX_EVENT_UNSTAKE_REQUESTED;
		locals.event.slot = locals.checked.slot;
		locals.event.other = locals.provider.unstakeAt;
		locals.event.amount = input.amount;
		locals.event.key = locals.provider.owner;
		CALL(Emit, locals.event, locals.none);
		locals.charge.fee = state.get().config.callFee;
		CALL(ChargeCall, locals.charge, locals.none);
	}

	struct CheckUnstake_input
	{
		Unstake_input call;
		id invocator;
		sint64 amount;
	};
	struct CheckUnstake_output
	{
		sint32 code;
		uint16 slot;
		NonceWindow nonces;
	};
	struct CheckUnstake_locals
	{
		FindProvider_input find;
		FindProvider_output found;
		UseNonce_input nonce;
		UseNonce_output used;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(CheckUnstake)
	{
		output.code = QUBIX_CODE_UNKNOWN_PROVIDER;
		locals.find.identity = input.invocator;
		locals.find.roles = 1;
		CALL(FindProvider, locals.find, locals.found);
		output.slot = locals.found.slot;
		if (output.slot == QUBIX_NO_PROVIDER)
		{
			return;
		}
		output.code = QUBIX_CODE_NONCE_USED;
		locals.nonce.window = state.get().providers.get(output.slot).ownerNonces;
		locals.nonce.nonce = input.call.nonce;
		CALL(UseNonce, locals.nonce, locals.used);
		if (!locals.used.fresh)
		{
			return;
		}
		output.nonces = locals.used.window;
		output.code = QUBIX_CODE_NO_UNSTAKE_REQUESTED;
		if (state.get().providers.get(output.slot).unstaking == 0)
		{
			return;
		}
		output.code = QUBIX_CODE_UNSTAKE_NOT_DUE;
		if (qpi.tick() < state.get().providers.get(output.slot).unstakeAt)
		{
			return;
		}
		output.code = QUBIX_CODE_OK;
	}

	struct Unstake_locals
	{
		CheckUnstake_input check;
		CheckUnstake_output checked;
		Refuse_input refusal;
		ChargeCall_input charge;
		Provider provider;
		Emit_input event;
		NoData none;
		sint64 amount;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(Unstake)
	{
		locals.check.call = input;
		locals.check.invocator = qpi.invocator();
		locals.check.amount = qpi.invocationReward();
		CALL(CheckUnstake, locals.check, locals.checked);
		output.code = locals.checked.code;
		if (output.code != QUBIX_CODE_OK)
		{
			locals.refusal.procedure = QUBIX_PROCEDURE_UNSTAKE;
			locals.refusal.code = output.code;
			CALL(Refuse, locals.refusal, locals.none);
			return;
		}
		locals.provider = state.get().providers.get(locals.checked.slot);
		locals.amount = locals.provider.unstaking;
		locals.provider.ownerNonces = locals.checked.nonces;
		locals.provider.stake -= locals.amount;
		locals.provider.unstaking = 0;
		locals.provider.unstakeAt = 0;
		locals.provider.changedTick = qpi.tick();
		if (locals.provider.stake == 0 && locals.provider.live == 0)
		{
			locals.provider.used = 0;
			state.mut().counts.providers--;
			locals.event.other = 1;
		}
		state.mut().providers.set(locals.checked.slot, locals.provider);
		state.mut().totals.stakes -= locals.amount;
		locals.event.type = QUBIX_EVENT_UNSTAKED;
		locals.event.slot = locals.checked.slot;
		locals.event.amount = locals.amount;
		locals.event.key = locals.provider.owner;
		CALL(Emit, locals.event, locals.none);
		CALL(ChargeCall, locals.charge, locals.none);
		qpi.transfer(qpi.invocator(), locals.amount);
	}

	// ----------------------------------------------------------------------------------------------------- models

	struct CheckPublishModel_input
	{
		PublishModel_input call;
		id invocator;
		sint64 amount;
	};
	struct CheckPublishModel_output
	{
		sint32 code;
		uint16 slot;
	};
	struct CheckPublishModel_locals
	{
		IsParty_input party;
		IsParty_output isParty;
		uint32 i;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(CheckPublishModel)
	{
		output.slot = QUBIX_NO_MODEL;
		output.code = QUBIX_CODE_CONTRACT_NOT_ALLOWED;
		locals.party.party = input.invocator;
		CALL(IsParty, locals.party, locals.isParty);
		if (!locals.isParty.yes)
		{
			return;
		}
		output.code = QUBIX_CODE_BAD_INPUT;
		if (input.call.digest == NULL_ID)
		{
			return;
		}
		output.code = QUBIX_CODE_AMOUNT_OUT_OF_RANGE;
		if (input.call.royalty < 0 || input.call.royalty > QUBIX_MAX_AMOUNT)
		{
			return;
		}
		output.code = QUBIX_CODE_BAD_SHARE;
		if (input.call.parentShareBps > QUBIX_MAX_BPS || (input.call.parent == QUBIX_NO_MODEL && input.call.parentShareBps != 0))
		{
			return;
		}
		output.code = QUBIX_CODE_BAD_PARENT;
		if (input.call.parent != QUBIX_NO_MODEL
			&& (input.call.parent >= state.get().counts.modelSlots || !state.get().models.get(input.call.parent).active))
		{
			return;
		}
		output.code = QUBIX_CODE_FEE_TOO_SMALL;
		if (input.amount < state.get().config.modelFee)
		{
			return;
		}
		output.code = QUBIX_CODE_MODEL_EXISTS;
		for (locals.i = 0; locals.i < state.get().counts.modelSlots; locals.i++)
		{
			if (state.get().models.get(locals.i).digest == input.call.digest
				&& state.get().models.get(locals.i).creator == input.invocator)
			{
				return;
			}
		}
		output.code = QUBIX_CODE_TABLE_FULL;
		if (state.get().counts.modelSlots >= QUBIX_MAX_MODELS)
		{
			return;
		}
		output.slot = static_cast<uint16>(state.get().counts.modelSlots);
		output.code = QUBIX_CODE_OK;
	}

	struct PublishModel_locals
	{
		CheckPublishModel_input check;
		CheckPublishModel_output checked;
		Refuse_input refusal;
		ChargeCall_input charge;
		Model model;
		Emit_input event;
		NoData none;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(PublishModel)
	{
		locals.check.call = input;
		locals.check.invocator = qpi.invocator();
		locals.check.amount = qpi.invocationReward();
		CALL(CheckPublishModel, locals.check, locals.checked);
		output.code = locals.checked.code;
		output.model = locals.checked.slot;
		if (output.code != QUBIX_CODE_OK)
		{
			locals.refusal.procedure = QUBIX_PROCEDURE_PUBLISH_MODEL;
			locals.refusal.code = output.code;
			CALL(Refuse, locals.refusal, locals.none);
			return;
		}
		locals.model.creator = qpi.invocator();
		locals.model.digest = input.digest;
		locals.model.royalty = input.royalty;
		locals.model.parent = input.parent;
		locals.model.parentShareBps = input.parentShareBps;
		locals.model.nonce = input.nonce;
		locals.model.changedTick = qpi.tick();
		locals.model.used = 1;
		locals.model.active = 1;
		state.mut().models.set(output.model, locals.model);
		state.mut().counts.modelSlots++;
		state.mut().counts.models++;
		locals.event.type = QUBIX_EVENT_MODEL_PUBLISHED;
		locals.event.slot = output.model;
		locals.event.other = input.parent;
		locals.event.amount = input.royalty;
		locals.event.key = input.digest;
		CALL(Emit, locals.event, locals.none);
		locals.charge.fee = state.get().config.modelFee;
		CALL(ChargeCall, locals.charge, locals.none);
	}

	struct CheckUpdateModel_input
	{
		UpdateModel_input call;
		id invocator;
		sint64 amount;
	};
	struct CheckUpdateModel_output
	{
		sint32 code;
	};
	struct CheckUpdateModel_locals
	{
		IsParty_input party;
		IsParty_output isParty;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(CheckUpdateModel)
	{
		output.code = QUBIX_CODE_UNKNOWN_MODEL;
		if (input.call.model >= state.get().counts.modelSlots)
		{
			return;
		}
		output.code = QUBIX_CODE_NOT_AUTHORIZED;
		if (!(state.get().models.get(input.call.model).creator == input.invocator))
		{
			return;
		}
		output.code = QUBIX_CODE_CONTRACT_NOT_ALLOWED;
		locals.party.party = input.call.creator;
		CALL(IsParty, locals.party, locals.isParty);
		if (!locals.isParty.yes)
		{
			return;
		}
		output.code = QUBIX_CODE_AMOUNT_OUT_OF_RANGE;
		if (input.call.royalty < 0 || input.call.royalty > QUBIX_MAX_AMOUNT)
		{
			return;
		}
		output.code = QUBIX_CODE_NONCE_USED;
		if (input.call.nonce <= state.get().models.get(input.call.model).nonce)
		{
			return;
		}
		output.code = QUBIX_CODE_FEE_TOO_SMALL;
		if (input.amount < state.get().config.callFee)
		{
			return;
		}
		output.code = QUBIX_CODE_OK;
	}

	struct UpdateModel_locals
	{
		CheckUpdateModel_input check;
		CheckUpdateModel_output checked;
		Refuse_input refusal;
		ChargeCall_input charge;
		Model model;
		Emit_input event;
		NoData none;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(UpdateModel)
	{
		locals.check.call = input;
		locals.check.invocator = qpi.invocator();
		locals.check.amount = qpi.invocationReward();
		CALL(CheckUpdateModel, locals.check, locals.checked);
		output.code = locals.checked.code;
		if (output.code != QUBIX_CODE_OK)
		{
			locals.refusal.procedure = QUBIX_PROCEDURE_UPDATE_MODEL;
			locals.refusal.code = output.code;
			CALL(Refuse, locals.refusal, locals.none);
			return;
		}
		locals.model = state.get().models.get(input.model);
		locals.model.creator = input.creator;
		locals.model.royalty = input.royalty;
		locals.model.active = input.active ? 1 : 0;
		locals.model.nonce = input.nonce;
		locals.model.changedTick = qpi.tick();
		state.mut().models.set(input.model, locals.model);
		locals.event.type = QUBIX_EVENT_MODEL_UPDATED;
		locals.event.slot = input.model;
		locals.event.other = locals.model.active;
		locals.event.amount = input.royalty;
		locals.event.key = locals.model.digest;
		CALL(Emit, locals.event, locals.none);
		locals.charge.fee = state.get().config.callFee;
		CALL(ChargeCall, locals.charge, locals.none);
	}

	struct CheckSetAccessPrice_input
	{
		SetAccessPrice_input call;
		id invocator;
		sint64 amount;
	};
	struct CheckSetAccessPrice_output
	{
		sint32 code;
	};
	PRIVATE_FUNCTION(CheckSetAccessPrice)
	{
		output.code = QUBIX_CODE_UNKNOWN_MODEL;
		if (input.call.model >= state.get().counts.modelSlots)
		{
			return;
		}
		output.code = QUBIX_CODE_NOT_AUTHORIZED;
		if (!(state.get().models.get(input.call.model).creator == input.invocator))
		{
			return;
		}
		output.code = QUBIX_CODE_AMOUNT_OUT_OF_RANGE;
		if (input.call.price < 0 || input.call.price > QUBIX_MAX_AMOUNT)
		{
			return;
		}
		output.code = QUBIX_CODE_NONCE_USED;
		if (input.call.nonce <= state.get().models.get(input.call.model).nonce)
		{
			return;
		}
		output.code = QUBIX_CODE_FEE_TOO_SMALL;
		if (input.amount < state.get().config.callFee)
		{
			return;
		}
		output.code = QUBIX_CODE_OK;
	}

	struct SetAccessPrice_locals
	{
		CheckSetAccessPrice_input check;
		CheckSetAccessPrice_output checked;
		Refuse_input refusal;
		ChargeCall_input charge;
		Model model;
		Emit_input event;
		NoData none;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(SetAccessPrice)
	{
		locals.check.call = input;
		locals.check.invocator = qpi.invocator();
		locals.check.amount = qpi.invocationReward();
		CALL(CheckSetAccessPrice, locals.check, locals.checked);
		output.code = locals.checked.code;
		if (output.code != QUBIX_CODE_OK)
		{
			locals.refusal.procedure = QUBIX_PROCEDURE_SET_ACCESS_PRICE;
			locals.refusal.code = output.code;
			CALL(Refuse, locals.refusal, locals.none);
			return;
		}
		locals.model = state.get().models.get(input.model);
		locals.model.accessPrice = input.price;
		locals.model.nonce = input.nonce;
		locals.model.changedTick = qpi.tick();
		state.mut().models.set(input.model, locals.model);
		locals.event.type = QUBIX_EVENT_ACCESS_PRICED;
		locals.event.slot = input.model;
		locals.event.amount = input.price;
		locals.event.key = locals.model.digest;
		CALL(Emit, locals.event, locals.none);
		locals.charge.fee = state.get().config.callFee;
		CALL(ChargeCall, locals.charge, locals.none);
	}

	struct CheckBuyAccess_input
	{
		BuyAccess_input call;
		id invocator;
		sint64 amount;
	};
	struct CheckBuyAccess_output
	{
		sint32 code;
	};
	struct CheckBuyAccess_locals
	{
		IsParty_input party;
		IsParty_output isParty;
		Model model;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(CheckBuyAccess)
	{
		output.code = QUBIX_CODE_CONTRACT_NOT_ALLOWED;
		locals.party.party = input.invocator;
		CALL(IsParty, locals.party, locals.isParty);
		if (!locals.isParty.yes)
		{
			return;
		}
		output.code = QUBIX_CODE_UNKNOWN_MODEL;
		if (input.call.model >= state.get().counts.modelSlots)
		{
			return;
		}
		locals.model = state.get().models.get(input.call.model);
		output.code = QUBIX_CODE_MODEL_INACTIVE;
		if (!locals.model.active)
		{
			return;
		}
		output.code = QUBIX_CODE_NOT_FOR_SALE;
		if (locals.model.accessPrice == 0)
		{
			return;
		}
		output.code = QUBIX_CODE_ACCESS_PRICE_MISMATCH;
		if (input.call.price != locals.model.accessPrice)
		{
			return;
		}
		output.code = QUBIX_CODE_FEE_TOO_SMALL;
		if (input.amount < locals.model.accessPrice + state.get().config.callFee)
		{
			return;
		}
		output.code = QUBIX_CODE_OK;
	}

	struct BuyAccess_locals
	{
		CheckBuyAccess_input check;
		CheckBuyAccess_output checked;
		Refuse_input refusal;
		ChargeCall_input charge;
		CreditCreators_input lineage;
		CreditCreators_output credited;
		Sale sale;
		Emit_input event;
		NoData none;
		uint32 i;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(BuyAccess)
	{
		locals.check.call = input;
		locals.check.invocator = qpi.invocator();
		locals.check.amount = qpi.invocationReward();
		CALL(CheckBuyAccess, locals.check, locals.checked);
		output.code = locals.checked.code;
		if (output.code != QUBIX_CODE_OK)
		{
			locals.refusal.procedure = QUBIX_PROCEDURE_BUY_ACCESS;
			locals.refusal.code = output.code;
			CALL(Refuse, locals.refusal, locals.none);
			return;
		}
		locals.lineage.model = input.model;
		locals.lineage.amount = input.price;
		CALL(CreditCreators, locals.lineage, locals.credited);
		state.mut().totals.royalties += input.price;
		locals.sale.buyer = qpi.invocator();
		locals.sale.price = input.price;
		locals.sale.tick = qpi.tick();
		locals.sale.model = input.model;
		state.mut().sales.set(state.get().counts.sales, locals.sale);
		state.mut().counts.sales++;
		locals.event.type = QUBIX_EVENT_ACCESS_BOUGHT;
		locals.event.slot = input.model;
		locals.event.amount = input.price;
		locals.event.key = qpi.invocator();
		CALL(Emit, locals.event, locals.none);
		locals.charge.fee = state.get().config.callFee;
		locals.charge.kept = input.price;
		CALL(ChargeCall, locals.charge, locals.none);
		for (locals.i = 0; locals.i < locals.credited.count; locals.i++)
		{
			if (locals.credited.payouts.get(locals.i).amount > 0)
			{
				qpi.transfer(locals.credited.payouts.get(locals.i).to, locals.credited.payouts.get(locals.i).amount);
			}
		}
	}

	// ------------------------------------------------------------------------------------------- jobs: creation

	struct KeyPreimage
	{
		id requester;
		id specDigest;
		uint64 nonce;
	};
	// createFee, four times as much with each sixteenth of the jobs or assignments beyond half that the live jobs take: to
	// keep others out must cost more than the fees of a few thousand small jobs that nobody ever runs.
	struct CreateFeeNow_input
	{
		uint32 reserved;
	};
	struct CreateFeeNow_output
	{
		sint64 fee;
	};
	struct CreateFeeNow_locals
	{
		uint32 load;
		uint32 i;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(CreateFeeNow)
	{
		output.fee = state.get().config.createFee;
		locals.load = state.get().counts.liveReplicas;
		if (locals.load < 2 * state.get().counts.liveJobs)
		{
			locals.load = 2 * state.get().counts.liveJobs;
		}
		for (locals.i = QUBIX_CROWDED; locals.i <= locals.load && output.fee < QUBIX_MAX_AMOUNT; locals.i += QUBIX_CROWDED_STEP)
		{
			output.fee *= 4;
		}
	}

	struct CheckCreateJob_input
	{
		CreateJob_input call;
		id invocator;
		sint64 amount;
	};
	struct CheckCreateJob_output
	{
		id key;
		sint64 escrow;
		sint64 fee;
		sint32 code;
		uint32 keyEntry;
		uint32 requesterEntry;
	};
	struct CheckCreateJob_locals
	{
		IsParty_input party;
		IsParty_output isParty;
		KeyPreimage preimage;
		FindKey_input findKey;
		FindKey_output foundKey;
		FindRequester_input findRequester;
		FindRequester_output foundRequester;
		BpsOf_input ask;
		BpsOf_output share;
		CreateFeeNow_input load;
		CreateFeeNow_output fee;
		uint32 i;
		uint32 j;
		uint32 listed;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(CheckCreateJob)
	{
		output.escrow = 0;
		output.keyEntry = QUBIX_NO_SLOT;
		output.requesterEntry = QUBIX_NO_SLOT;
		locals.preimage.requester = input.invocator;
		locals.preimage.specDigest = input.call.specDigest;
		locals.preimage.nonce = input.call.nonce;
		output.key = qpi.K12(locals.preimage);

		output.code = QUBIX_CODE_CONTRACT_NOT_ALLOWED;
		locals.party.party = input.invocator;
		CALL(IsParty, locals.party, locals.isParty);
		if (!locals.isParty.yes)
		{
			return;
		}
		// First, so that a repeated creation learns that it was repeated
		output.code = QUBIX_CODE_DUPLICATE_JOB;
		locals.findKey.key = output.key;
		CALL(FindKey, locals.findKey, locals.foundKey);
		if (locals.foundKey.kind != 0)
		{
			return;
		}
		output.code = QUBIX_CODE_CREATE_BY_OUT_OF_RANGE;
		if (input.call.createBy < qpi.tick() || input.call.createBy > qpi.tick() + QUBIX_MAX_CREATE_AHEAD)
		{
			return;
		}
		output.code = QUBIX_CODE_BAD_REPLICAS;
		if (input.call.replicas == 0 || input.call.replicas > QUBIX_MAX_REPLICAS || input.call.replicas > state.get().config.maxReplicas)
		{
			return;
		}
		// More than half, so that two groups can't both be it
		output.code = QUBIX_CODE_BAD_QUORUM;
		if (input.call.quorum > input.call.replicas || 2 * input.call.quorum <= input.call.replicas)
		{
			return;
		}
		output.code = QUBIX_CODE_BAD_POLICY;
		if (input.call.acceptPolicy > QUBIX_ACCEPT_ALL_BITS || input.call.startPolicy > QUBIX_START_AUTHORIZED
			|| input.call.undecidedPolicy != 0 || input.call.metered > 1)
		{
			return;
		}
		output.code = QUBIX_CODE_UNKNOWN_HUB;
		if (input.call.hub >= QUBIX_MAX_HUBS || !state.get().hubs.get(input.call.hub).used)
		{
			return;
		}
		output.code = QUBIX_CODE_HUB_PAUSED;
		if (state.get().hubs.get(input.call.hub).paused)
		{
			return;
		}
		output.code = QUBIX_CODE_PRICE_OUT_OF_RANGE;
		if (input.call.priceCap < state.get().config.minPrice || input.call.priceCap > QUBIX_MAX_AMOUNT)
		{
			return;
		}
		output.code = QUBIX_CODE_AMOUNT_OUT_OF_RANGE;
		if (input.call.royalty < 0 || input.call.royalty > QUBIX_MAX_AMOUNT
			|| input.call.hubFee < 0 || input.call.hubFee > QUBIX_MAX_AMOUNT
			|| input.call.protocolFee < 0 || input.call.protocolFee > QUBIX_MAX_AMOUNT
			|| input.call.minStake < 0 || input.call.minStake > QUBIX_MAX_AMOUNT)
		{
			return;
		}
		output.escrow = input.call.priceCap * input.call.replicas + input.call.royalty + input.call.hubFee + input.call.protocolFee;
		if (output.escrow > QUBIX_MAX_AMOUNT)
		{
			return;
		}
		if (input.call.model == QUBIX_NO_MODEL)
		{
			output.code = QUBIX_CODE_ROYALTY_MISMATCH;
			if (input.call.royalty != 0)
			{
				return;
			}
		}
		else
		{
			output.code = QUBIX_CODE_UNKNOWN_MODEL;
			if (input.call.model >= state.get().counts.modelSlots)
			{
				return;
			}
			output.code = QUBIX_CODE_MODEL_INACTIVE;
			if (!state.get().models.get(input.call.model).active)
			{
				return;
			}
			output.code = QUBIX_CODE_ROYALTY_MISMATCH;
			if (input.call.royalty != state.get().models.get(input.call.model).royalty)
			{
				return;
			}
		}
		output.code = QUBIX_CODE_HUB_FEE_TOO_LOW;
		if (input.call.hubFee < state.get().hubs.get(input.call.hub).minFee)
		{
			return;
		}
		output.code = QUBIX_CODE_PROTOCOL_FEE_TOO_LOW;
		locals.ask.amount = input.call.priceCap * input.call.replicas;
		locals.ask.bps = state.get().config.minProtocolFeeBps;
		CALL(BpsOf, locals.ask, locals.share);
		if (input.call.protocolFee < locals.share.part)
		{
			return;
		}
		output.code = QUBIX_CODE_DEADLINE_OUT_OF_RANGE;
		if (input.call.deadline < qpi.tick() + state.get().config.minLeaseTicks
			|| input.call.deadline > qpi.tick() + state.get().config.maxJobTicks)
		{
			return;
		}
		output.code = QUBIX_CODE_BAD_OWN_LIST;
		for (locals.i = 0; locals.i < 8; locals.i++)
		{
			if (input.call.providers.get(locals.i) == QUBIX_NO_PROVIDER)
			{
				continue;
			}
			if (input.call.providers.get(locals.i) >= QUBIX_MAX_PROVIDERS
				|| !state.get().providers.get(input.call.providers.get(locals.i)).used)
			{
				return;
			}
			for (locals.j = 0; locals.j < locals.i; locals.j++)
			{
				if (input.call.providers.get(locals.j) == input.call.providers.get(locals.i))
				{
					return;
				}
			}
			locals.listed++;
		}
		if ((input.call.acceptPolicy & QUBIX_ACCEPT_OWN_LIST) && locals.listed < input.call.quorum)
		{
			return;
		}
		output.code = QUBIX_CODE_ESCROW_TOO_SMALL;
		CALL(CreateFeeNow, locals.load, locals.fee);
		output.fee = locals.fee.fee;
		if (input.amount < output.escrow || input.amount - output.escrow < output.fee)
		{
			return;
		}
		output.code = QUBIX_CODE_TOO_MANY_JOBS;
		locals.findRequester.requester = input.invocator;
		CALL(FindRequester, locals.findRequester, locals.foundRequester);
		if (locals.foundRequester.live >= state.get().config.maxLiveJobsPerRequester)
		{
			return;
		}
		output.requesterEntry = locals.foundRequester.entry;
		output.code = QUBIX_CODE_TABLE_FULL;
		if (state.get().counts.liveJobs >= QUBIX_MAX_JOBS || state.get().counts.liveReplicas + input.call.replicas > QUBIX_MAX_ASSIGNMENTS)
		{
			return;
		}
		output.code = QUBIX_CODE_KEY_BUCKET_FULL;
		if (locals.foundKey.free == QUBIX_NO_SLOT)
		{
			return;
		}
		output.keyEntry = locals.foundKey.free;
		output.code = QUBIX_CODE_OK;
	}

	struct CreateJob_locals
	{
		CheckCreateJob_input check;
		CheckCreateJob_output checked;
		Refuse_input refusal;
		KeepFee_input fee;
		Job job;
		Hub hub;
		KeyEntry key;
		RequesterEntry requester;
		Emit_input event;
		NoData none;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(CreateJob)
	{
		locals.check.call = input;
		locals.check.invocator = qpi.invocator();
		locals.check.amount = qpi.invocationReward();
		CALL(CheckCreateJob, locals.check, locals.checked);
		output.code = locals.checked.code;
		output.jobKey = locals.checked.key;
		output.jobSlot = QUBIX_NO_SLOT;
		if (output.code != QUBIX_CODE_OK)
		{
			locals.refusal.procedure = QUBIX_PROCEDURE_CREATE_JOB;
			locals.refusal.code = output.code;
			CALL(Refuse, locals.refusal, locals.none);
			return;
		}
		output.jobSlot = state.get().jobOrder.get(state.get().counts.liveJobs);
		locals.job.key = locals.checked.key;
		locals.job.requester = qpi.invocator();
		locals.job.specDigest = input.specDigest;
		locals.job.priceCap = input.priceCap;
		locals.job.royalty = input.royalty;
		locals.job.hubFee = input.hubFee;
		locals.job.protocolFee = input.protocolFee;
		locals.job.minStake = input.minStake;
		locals.job.createBy = input.createBy;
		locals.job.deadline = input.deadline;
		locals.job.createdTick = qpi.tick();
		locals.job.changedTick = qpi.tick();
		locals.job.providers = input.providers;
		locals.job.assignments.setAll(QUBIX_NO_ASSIGNMENT);
		locals.job.failed.setAll(QUBIX_NO_PROVIDER);
		locals.job.hub = input.hub;
		locals.job.model = input.model;
		locals.job.position = static_cast<uint16>(state.get().counts.liveJobs);
		locals.job.state = QUBIX_JOB_OPEN;
		locals.job.replicas = input.replicas;
		locals.job.quorum = input.quorum;
		locals.job.acceptPolicy = input.acceptPolicy;
		locals.job.startPolicy = input.startPolicy;
		locals.job.undecidedPolicy = input.undecidedPolicy;
		locals.job.metered = input.metered;
		if (locals.checked.requesterEntry != QUBIX_NO_SLOT)
		{
			locals.job.counted = 1;
			locals.requester = state.get().requesters.get(locals.checked.requesterEntry);
			locals.requester.fingerprint = locals.job.requester.u64._1;
			locals.requester.live++;
			state.mut().requesters.set(locals.checked.requesterEntry, locals.requester);
		}
		state.mut().jobs.set(output.jobSlot, locals.job);
		locals.key.fingerprint = locals.job.key.u64._1;
		locals.key.until = input.createBy;
		locals.key.slot = static_cast<uint16>(output.jobSlot);
		locals.key.kind = 1;
		state.mut().keys.set(locals.checked.keyEntry, locals.key);
		if (state.get().counts.liveJobs == 0)
		{
			state.mut().counts.checkpointTick = qpi.tick();
		}
		state.mut().counts.liveJobs++;
		state.mut().counts.liveReplicas += input.replicas;
		state.mut().counts.jobsCreated++;
		locals.hub = state.get().hubs.get(input.hub);
		locals.hub.liveJobs++;
		locals.hub.changedTick = qpi.tick();
		state.mut().hubs.set(input.hub, locals.hub);
		state.mut().totals.escrow += locals.checked.escrow;
		locals.event.type = QUBIX_EVENT_JOB_CREATED;
		locals.event.slot = output.jobSlot;
		locals.event.other = input.hub;
		locals.event.amount = locals.checked.escrow;
		locals.event.key = locals.job.key;
		CALL(Emit, locals.event, locals.none);
		locals.fee.amount = locals.checked.fee;
		CALL(KeepFee, locals.fee, locals.none);
		if (qpi.invocationReward() > locals.checked.escrow + locals.checked.fee)
		{
			qpi.transfer(qpi.invocator(), qpi.invocationReward() - locals.checked.escrow - locals.checked.fee);
		}
	}

	// ----------------------------------------------------------------------------------------- jobs: assignment

	// What AssignJobs needs before it looks at items
	struct CheckAssignJobs_input
	{
		uint64 nonce;
		id invocator;
		sint64 amount;
		uint16 count;
	};
	struct CheckAssignJobs_output
	{
		sint32 code;
		uint16 hub;
		NonceWindow nonces;
	};
	struct CheckAssignJobs_locals
	{
		FindHub_input find;
		FindHub_output found;
		UseNonce_input nonce;
		UseNonce_output used;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(CheckAssignJobs)
	{
		output.code = QUBIX_CODE_NOT_AUTHORIZED;
		locals.find.identity = input.invocator;
		locals.find.roles = 2;
		CALL(FindHub, locals.find, locals.found);
		output.hub = locals.found.slot;
		if (output.hub == QUBIX_NO_HUB)
		{
			return;
		}
		output.code = QUBIX_CODE_BAD_INPUT;
		if (input.count == 0 || input.count > 16)
		{
			return;
		}
		output.code = QUBIX_CODE_NONCE_USED;
		locals.nonce.window = state.get().hubs.get(output.hub).hotNonces;
		locals.nonce.nonce = input.nonce;
		CALL(UseNonce, locals.nonce, locals.used);
		if (!locals.used.fresh)
		{
			return;
		}
		output.nonces = locals.used.window;
		output.code = QUBIX_CODE_FEE_TOO_SMALL;
		if (input.amount < state.get().config.callFee)
		{
			return;
		}
		output.code = QUBIX_CODE_HUB_PAUSED;
		if (state.get().hubs.get(output.hub).paused)
		{
			return;
		}
		output.code = QUBIX_CODE_OK;
	}

	struct CheckAssignItem_input
	{
		AssignItem item;
		uint16 hub;
	};
	struct CheckAssignItem_output
	{
		sint32 code;
		sint64 lock;
	};
	struct CheckAssignItem_locals
	{
		Job job;
		Provider provider;
		Hub hub;
		IsJob_input isJob;
		IsJob_output isJobYes;
		IsOverdue_input attempt;
		IsOverdue_output over;
		IsBonded_input bonded;
		IsBonded_output isBonded;
		IsOnOwnList_input listed;
		IsOnOwnList_output isListed;
		BpsOf_input ask;
		BpsOf_output share;
		uint32 i;
		uint32 busy;
		uint8 accepts;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(CheckAssignItem)
	{
		output.lock = 0;
		output.code = QUBIX_CODE_UNKNOWN_JOB;
		locals.isJob.slot = input.item.jobSlot;
		locals.isJob.key = input.item.jobKey;
		CALL(IsJob, locals.isJob, locals.isJobYes);
		if (!locals.isJobYes.yes)
		{
			return;
		}
		locals.job = state.get().jobs.get(input.item.jobSlot);
		output.code = QUBIX_CODE_WRONG_HUB;
		if (locals.job.hub != input.hub)
		{
			return;
		}
		output.code = QUBIX_CODE_WRONG_STATE;
		if (locals.job.state != QUBIX_JOB_OPEN)
		{
			return;
		}
		output.code = QUBIX_CODE_TOO_LATE;
		if (qpi.tick() > locals.job.deadline)
		{
			return;
		}
		output.code = QUBIX_CODE_TOO_MANY_ATTEMPTS;
		if (locals.job.attempts >= QUBIX_MAX_ATTEMPTS)
		{
			return;
		}
		output.code = QUBIX_CODE_UNKNOWN_PROVIDER;
		if (input.item.provider >= QUBIX_MAX_PROVIDERS || !state.get().providers.get(input.item.provider).used)
		{
			return;
		}
		locals.provider = state.get().providers.get(input.item.provider);
		output.code = QUBIX_CODE_PROVIDER_PAUSED;
		if (locals.provider.paused)
		{
			return;
		}
		output.code = QUBIX_CODE_PRICE_ABOVE_CAP;
		if (input.item.price > locals.job.priceCap)
		{
			return;
		}
		output.code = QUBIX_CODE_PRICE_BELOW_MINIMUM;
		if (input.item.price < locals.provider.minPrice || input.item.price < state.get().config.minPrice)
		{
			return;
		}
		output.code = QUBIX_CODE_HUB_NOT_ACCEPTED;
		locals.hub = state.get().hubs.get(input.hub);
		locals.accepts = locals.provider.anyHub;
		for (locals.i = 0; locals.i < 4; locals.i++)
		{
			if (locals.provider.hubs.get(locals.i) == input.hub && locals.provider.hubsTick >= locals.hub.registeredTick)
			{
				locals.accepts = 1;
			}
		}
		if (!locals.accepts)
		{
			return;
		}
		output.code = QUBIX_CODE_LEASE_OUT_OF_RANGE;
		if (input.item.leaseTicks < state.get().config.minLeaseTicks || input.item.leaseTicks > state.get().config.maxLeaseTicks)
		{
			return;
		}
		output.code = QUBIX_CODE_ALREADY_ON_JOB;
		for (locals.i = 0; locals.i < locals.job.placed; locals.i++)
		{
			if (state.get().assignments.get(locals.job.assignments.get(locals.i)).provider == input.item.provider)
			{
				return;
			}
			locals.attempt.slot = locals.job.assignments.get(locals.i);
			CALL(IsOverdue, locals.attempt, locals.over);
			if (!locals.over.yes)
			{
				locals.busy++;
			}
		}
		output.code = QUBIX_CODE_FAILED_BEFORE;
		for (locals.i = 0; locals.i < 8; locals.i++)
		{
			if (locals.job.failed.get(locals.i) == input.item.provider)
			{
				return;
			}
		}
		output.code = QUBIX_CODE_NOT_ON_OWN_LIST;
		if (locals.job.acceptPolicy & QUBIX_ACCEPT_OWN_LIST)
		{
			locals.listed.job = input.item.jobSlot;
			locals.listed.provider = input.item.provider;
			CALL(IsOnOwnList, locals.listed, locals.isListed);
			if (!locals.isListed.yes)
			{
				return;
			}
		}
		output.code = QUBIX_CODE_STAKE_BELOW_POLICY;
		if ((locals.job.acceptPolicy & QUBIX_ACCEPT_MIN_STAKE) && locals.provider.stake - locals.provider.unstaking < locals.job.minStake)
		{
			return;
		}
		output.code = QUBIX_CODE_NOT_BONDED;
		if (locals.job.acceptPolicy & QUBIX_ACCEPT_BONDED)
		{
			locals.bonded.slot = input.item.provider;
			CALL(IsBonded, locals.bonded, locals.isBonded);
			if (!locals.isBonded.yes)
			{
				return;
			}
		}
		output.code = QUBIX_CODE_NO_CAPACITY;
		if (locals.provider.live >= locals.provider.capacity)
		{
			return;
		}
		output.code = QUBIX_CODE_STAKE_TOO_SMALL;
		locals.ask.amount = input.item.price;
		locals.ask.bps = state.get().config.lockBps;
		CALL(BpsOf, locals.ask, locals.share);
		output.lock = locals.share.part;
		if (locals.provider.stake - locals.provider.locked - locals.provider.unstaking < output.lock)
		{
			return;
		}
		output.code = QUBIX_CODE_NO_FREE_REPLICA;
		if (locals.busy >= locals.job.replicas)
		{
			return;
		}
		output.code = QUBIX_CODE_BOND_TOO_SMALL;
		locals.ask.amount = locals.hub.exposure + input.item.price;
		locals.ask.bps = state.get().config.hubBondBps;
		CALL(BpsOf, locals.ask, locals.share);
		if (locals.hub.bond < state.get().config.minBond || locals.hub.bond < locals.share.part)
		{
			return;
		}
		output.code = QUBIX_CODE_TABLE_FULL;
		if (state.get().counts.liveAssignments >= QUBIX_MAX_ASSIGNMENTS
			|| state.get().counts.batches - state.get().counts.settledBatches >= QUBIX_MAX_BATCHES)
		{
			return;
		}
		output.code = QUBIX_CODE_OK;
	}

	struct LeafPreimage
	{
		uint64 tag0;
		uint64 tag1;
		id self;
		id jobKey;
		id specDigest;
		id provider;
		sint64 price;
		uint32 assignment;
		uint32 attempt;
		uint32 expiry;
		uint32 zero;
	};
	struct PlaceAttempt_input
	{
		AssignItem item;
		sint64 lock;
	};
	struct PlaceAttempt_output
	{
		uint32 slot;
	};
	struct PlaceAttempt_locals
	{
		EndOverdue_input overdue;
		Job job;
		Provider provider;
		Hub hub;
		Assignment assignment;
		IsBonded_input ask;
		IsBonded_output bonded;
		LeafPreimage preimage;
		AppendLeaf_input append;
		AppendLeaf_output leaf;
		Emit_input event;
		NoData none;
		uint32 last;
	};
	PRIVATE_PROCEDURE_WITH_LOCALS(PlaceAttempt)
	{
		locals.overdue.slot = input.item.jobSlot;
		CALL(EndOverdue, locals.overdue, locals.none);
		output.slot = state.get().assignmentQueue.get(state.get().counts.assignmentsTaken);
		state.mut().counts.assignmentsTaken++;
		state.mut().counts.liveAssignments++;
		locals.job = state.get().jobs.get(input.item.jobSlot);
		locals.provider = state.get().providers.get(input.item.provider);
		locals.job.attempts++;

		locals.preimage.tag0 = QUBIX_LEAF_TAG0;
		locals.preimage.tag1 = QUBIX_LEAF_TAG1;
		locals.preimage.self = SELF;
		locals.preimage.jobKey = locals.job.key;
		locals.preimage.specDigest = locals.job.specDigest;
		locals.preimage.provider = locals.provider.owner;
		locals.preimage.price = input.item.price;
		locals.preimage.assignment = output.slot;
		locals.preimage.attempt = locals.job.attempts;
		locals.preimage.expiry = locals.job.deadline;
		locals.append.leaf = qpi.K12(locals.preimage);

		locals.last = locals.job.deadline + state.get().config.commitGraceTicks;
		locals.assignment.price = input.item.price;
		locals.assignment.locked = input.lock;
		locals.assignment.charge = input.item.price;
		locals.assignment.attempt = static_cast<uint16>(locals.job.attempts);
		locals.assignment.leaseUntil = qpi.tick() + input.item.leaseTicks;
		if (locals.assignment.leaseUntil > locals.last)
		{
			locals.assignment.leaseUntil = locals.last;
		}
		locals.assignment.assignedTick = qpi.tick();
		locals.assignment.changedTick = qpi.tick();
		locals.assignment.expiry = locals.job.deadline;
		locals.assignment.batch = state.get().counts.batches;
		locals.assignment.leafIndex = static_cast<uint16>(state.get().counts.openLeaves);
		locals.assignment.job = static_cast<uint16>(input.item.jobSlot);
		locals.assignment.provider = input.item.provider;
		locals.assignment.state = QUBIX_ASSIGNMENT_LIVE;
		locals.ask.slot = input.item.provider;
		CALL(IsBonded, locals.ask, locals.bonded);
		locals.assignment.bonded = locals.bonded.yes;
		state.mut().assignments.set(output.slot, locals.assignment);

		locals.job.assignments.set(locals.job.placed, static_cast<uint16>(output.slot));
		locals.job.placed++;
		locals.job.changedTick = qpi.tick();
		state.mut().jobs.set(input.item.jobSlot, locals.job);
		locals.provider.locked += input.lock;
		locals.provider.live++;
		locals.provider.changedTick = qpi.tick();
		state.mut().providers.set(input.item.provider, locals.provider);
		locals.hub = state.get().hubs.get(locals.job.hub);
		locals.hub.exposure += input.item.price;
		locals.hub.changedTick = qpi.tick();
		state.mut().hubs.set(locals.job.hub, locals.hub);

		locals.event.type = QUBIX_EVENT_JOB_ASSIGNED;
		locals.event.slot = output.slot;
		locals.event.other = locals.assignment.attempt | (static_cast<uint32>(input.item.provider) << 16);
		locals.event.amount = input.item.price;
		locals.event.key = locals.job.key;
		CALL(Emit, locals.event, locals.none);
		CALL(AppendLeaf, locals.append, locals.leaf);
	}

	struct AssignJobs_locals
	{
		CheckAssignJobs_input check;
		CheckAssignJobs_output checked;
		CheckAssignItem_input checkItem;
		CheckAssignItem_output checkedItem;
		PlaceAttempt_input place;
		PlaceAttempt_output placed;
		Refuse_input refusal;
		ChargeCall_input charge;
		Hub hub;
		NoData none;
		uint32 i;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(AssignJobs)
	{
		locals.check.nonce = input.nonce;
		locals.check.count = input.count;
		locals.check.invocator = qpi.invocator();
		locals.check.amount = qpi.invocationReward();
		CALL(CheckAssignJobs, locals.check, locals.checked);
		output.code = locals.checked.code;
		if (output.code == QUBIX_CODE_OK)
		{
			for (locals.i = 0; locals.i < input.count; locals.i++)
			{
				output.assignments.set(locals.i, QUBIX_NO_SLOT);
				locals.checkItem.item = input.items.get(locals.i);
				locals.checkItem.hub = locals.checked.hub;
				CALL(CheckAssignItem, locals.checkItem, locals.checkedItem);
				output.codes.set(locals.i, locals.checkedItem.code);
				if (locals.checkedItem.code != QUBIX_CODE_OK)
				{
					continue;
				}
				if (output.accepted == 0)
				{
					locals.hub = state.get().hubs.get(locals.checked.hub);
					locals.hub.hotNonces = locals.checked.nonces;
					state.mut().hubs.set(locals.checked.hub, locals.hub);
				}
				output.accepted++;
				locals.place.item = locals.checkItem.item;
				locals.place.lock = locals.checkedItem.lock;
				CALL(PlaceAttempt, locals.place, locals.placed);
				output.assignments.set(locals.i, locals.placed.slot);
			}
			if (output.accepted == 0)
			{
				output.code = output.codes.get(0);
			}
		}
		if (output.code != QUBIX_CODE_OK)
		{
			locals.refusal.procedure = QUBIX_PROCEDURE_ASSIGN_JOBS;
			locals.refusal.code = output.code;
			CALL(Refuse, locals.refusal, locals.none);
			return;
		}
		locals.charge.fee = state.get().config.callFee;
		CALL(ChargeCall, locals.charge, locals.none);
	}

	// A pending revocation that is over when the provider objects, or a lease that a hub keeps alive
	struct CheckLeaseItem_input
	{
		LeaseItem item;
		id invocator;
	};
	struct CheckLeaseItem_output
	{
		sint32 code;
		uint32 leaseUntil;
		uint8 objection;
	};
	struct CheckLeaseItem_locals
	{
		Assignment assignment;
		Job job;
		uint32 last;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(CheckLeaseItem)
	{
		output.leaseUntil = 0;
		output.objection = 0;
		output.code = QUBIX_CODE_UNKNOWN_ASSIGNMENT;
		if (input.item.assignment >= QUBIX_MAX_ASSIGNMENTS
			|| state.get().assignments.get(input.item.assignment).state == QUBIX_ASSIGNMENT_FREE)
		{
			return;
		}
		locals.assignment = state.get().assignments.get(input.item.assignment);
		locals.job = state.get().jobs.get(locals.assignment.job);
		output.code = QUBIX_CODE_NOT_AUTHORIZED;
		if (!(state.get().hubs.get(locals.job.hub).hot == input.invocator))
		{
			output.objection = 1;
			if (!(state.get().providers.get(locals.assignment.provider).hot == input.invocator))
			{
				return;
			}
		}
		output.code = QUBIX_CODE_STALE_ATTEMPT;
		if (locals.assignment.attempt != input.item.attempt)
		{
			return;
		}
		output.code = QUBIX_CODE_NOT_LIVE;
		if (locals.assignment.state != QUBIX_ASSIGNMENT_LIVE)
		{
			return;
		}
		if (output.objection)
		{
			output.code = QUBIX_CODE_NOTHING_TO_OBJECT;
			if (locals.assignment.revokeAt == 0 || locals.assignment.objected || qpi.tick() >= locals.assignment.revokeAt)
			{
				return;
			}
			output.leaseUntil = locals.assignment.leaseUntil;
		}
		else
		{
			output.code = QUBIX_CODE_LEASE_OUT_OF_RANGE;
			if (input.item.leaseTicks < state.get().config.minLeaseTicks || input.item.leaseTicks > state.get().config.maxLeaseTicks)
			{
				return;
			}
			output.code = QUBIX_CODE_TOO_LATE;
			locals.last = locals.job.deadline + state.get().config.commitGraceTicks;
			if (qpi.tick() > locals.last)
			{
				return;
			}
			output.leaseUntil = qpi.tick() + input.item.leaseTicks;
			if (output.leaseUntil > locals.last)
			{
				output.leaseUntil = locals.last;
			}
			if (output.leaseUntil < locals.assignment.leaseUntil)
			{
				output.leaseUntil = locals.assignment.leaseUntil;
			}
		}
		output.code = QUBIX_CODE_OK;
	}

	struct RenewLeases_locals
	{
		CheckLeaseItem_input check;
		CheckLeaseItem_output checked;
		Assignment assignment;
		Refuse_input refusal;
		ChargeCall_input charge;
		Emit_input event;
		NoData none;
		uint32 i;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(RenewLeases)
	{
		output.code = QUBIX_CODE_OK;
		if (input.count == 0 || input.count > 64)
		{
			output.code = QUBIX_CODE_BAD_INPUT;
		}
		else if (qpi.invocationReward() < state.get().config.callFee)
		{
			output.code = QUBIX_CODE_FEE_TOO_SMALL;
		}
		else
		{
			for (locals.i = 0; locals.i < input.count; locals.i++)
			{
				locals.check.item = input.items.get(locals.i);
				locals.check.invocator = qpi.invocator();
				CALL(CheckLeaseItem, locals.check, locals.checked);
				output.codes.set(locals.i, locals.checked.code);
				if (locals.checked.code != QUBIX_CODE_OK)
				{
					continue;
				}
				output.accepted++;
				locals.assignment = state.get().assignments.get(locals.check.item.assignment);
				locals.assignment.leaseUntil = locals.checked.leaseUntil;
				locals.assignment.changedTick = qpi.tick();
				if (locals.checked.objection)
				{
					locals.assignment.objected = 1;
				}
				if (locals.assignment.revokeAt != 0)
				{
					locals.assignment.revokeAt = 0;
					locals.event.type = QUBIX_EVENT_REVOCATION_REQUESTED;
					locals.event.slot = locals.check.item.assignment;
					locals.event.other = locals.assignment.attempt | (static_cast<uint32>(locals.assignment.provider) << 16);
					locals.event.amount = 0;
					locals.event.key = state.get().jobs.get(locals.assignment.job).key;
					CALL(Emit, locals.event, locals.none);
				}
				state.mut().assignments.set(locals.check.item.assignment, locals.assignment);
			}
			if (output.accepted == 0)
			{
				output.code = output.codes.get(0);
			}
		}
		if (output.code != QUBIX_CODE_OK)
		{
			locals.refusal.procedure = QUBIX_PROCEDURE_RENEW_LEASES;
			locals.refusal.code = output.code;
			CALL(Refuse, locals.refusal, locals.none);
			return;
		}
		locals.charge.fee = state.get().config.callFee;
		CALL(ChargeCall, locals.charge, locals.none);
	}

	struct CheckRevokeAssignment_input
	{
		RevokeAssignment_input call;
		id invocator;
		sint64 amount;
	};
	struct CheckRevokeAssignment_output
	{
		sint32 code;
	};
	struct CheckRevokeAssignment_locals
	{
		Assignment assignment;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(CheckRevokeAssignment)
	{
		output.code = QUBIX_CODE_UNKNOWN_ASSIGNMENT;
		if (input.call.assignment >= QUBIX_MAX_ASSIGNMENTS
			|| state.get().assignments.get(input.call.assignment).state == QUBIX_ASSIGNMENT_FREE)
		{
			return;
		}
		locals.assignment = state.get().assignments.get(input.call.assignment);
		output.code = QUBIX_CODE_NOT_AUTHORIZED;
		if (!(state.get().hubs.get(state.get().jobs.get(locals.assignment.job).hub).hot == input.invocator))
		{
			return;
		}
		output.code = QUBIX_CODE_STALE_ATTEMPT;
		if (locals.assignment.attempt != input.call.attempt)
		{
			return;
		}
		output.code = QUBIX_CODE_NOT_LIVE;
		if (locals.assignment.state != QUBIX_ASSIGNMENT_LIVE)
		{
			return;
		}
		output.code = QUBIX_CODE_REVOCATION_PENDING;
		if (locals.assignment.revokeAt != 0)
		{
			return;
		}
		output.code = QUBIX_CODE_FEE_TOO_SMALL;
		if (input.amount < state.get().config.callFee)
		{
			return;
		}
		output.code = QUBIX_CODE_OK;
	}

	struct RevokeAssignment_locals
	{
		CheckRevokeAssignment_input check;
		CheckRevokeAssignment_output checked;
		Assignment assignment;
		Refuse_input refusal;
		ChargeCall_input charge;
		Emit_input event;
		NoData none;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(RevokeAssignment)
	{
		locals.check.call = input;
		locals.check.invocator = qpi.invocator();
		locals.check.amount = qpi.invocationReward();
		CALL(CheckRevokeAssignment, locals.check, locals.checked);
		output.code = locals.checked.code;
		if (output.code != QUBIX_CODE_OK)
		{
			locals.refusal.procedure = QUBIX_PROCEDURE_REVOKE_ASSIGNMENT;
			locals.refusal.code = output.code;
			CALL(Refuse, locals.refusal, locals.none);
			return;
		}
		locals.assignment = state.get().assignments.get(input.assignment);
		locals.assignment.revokeAt = qpi.tick() + state.get().config.revokeTicks;
		locals.assignment.changedTick = qpi.tick();
		state.mut().assignments.set(input.assignment, locals.assignment);
		locals.event.type = QUBIX_EVENT_REVOCATION_REQUESTED;
		locals.event.slot = input.assignment;
		locals.event.other = locals.assignment.attempt | (static_cast<uint32>(locals.assignment.provider) << 16);
		locals.event.amount = locals.assignment.revokeAt;
		locals.event.key = state.get().jobs.get(locals.assignment.job).key;
		CALL(Emit, locals.event, locals.none);
		locals.charge.fee = state.get().config.callFee;
		CALL(ChargeCall, locals.charge, locals.none);
	}

	struct CheckDeclineJob_input
	{
		DeclineJob_input call;
		id invocator;
	};
	struct CheckDeclineJob_output
	{
		sint32 code;
	};
	struct CheckDeclineJob_locals
	{
		Assignment assignment;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(CheckDeclineJob)
	{
		output.code = QUBIX_CODE_UNKNOWN_ASSIGNMENT;
		if (input.call.assignment >= QUBIX_MAX_ASSIGNMENTS
			|| state.get().assignments.get(input.call.assignment).state == QUBIX_ASSIGNMENT_FREE)
		{
			return;
		}
		locals.assignment = state.get().assignments.get(input.call.assignment);
		output.code = QUBIX_CODE_NOT_AUTHORIZED;
		if (!(state.get().providers.get(locals.assignment.provider).hot == input.invocator))
		{
			return;
		}
		output.code = QUBIX_CODE_STALE_ATTEMPT;
		if (locals.assignment.attempt != input.call.attempt)
		{
			return;
		}
		output.code = QUBIX_CODE_NOT_LIVE;
		if (locals.assignment.state != QUBIX_ASSIGNMENT_LIVE)
		{
			return;
		}
		output.code = QUBIX_CODE_OK;
	}

	struct DeclineJob_locals
	{
		CheckDeclineJob_input check;
		CheckDeclineJob_output checked;
		EndAttempt_input end;
		Refuse_input refusal;
		ChargeCall_input charge;
		NoData none;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(DeclineJob)
	{
		locals.check.call = input;
		locals.check.invocator = qpi.invocator();
		CALL(CheckDeclineJob, locals.check, locals.checked);
		output.code = locals.checked.code;
		if (output.code != QUBIX_CODE_OK)
		{
			locals.refusal.procedure = QUBIX_PROCEDURE_DECLINE_JOB;
			locals.refusal.code = output.code;
			CALL(Refuse, locals.refusal, locals.none);
			return;
		}
		locals.end.slot = input.assignment;
		locals.end.reason = QUBIX_END_DECLINED;
		CALL(EndAttempt, locals.end, locals.none);
		CALL(ChargeCall, locals.charge, locals.none);
	}

	struct CheckReissueBatch_input
	{
		ReissueBatch_input call;
		sint64 amount;
	};
	struct CheckReissueBatch_output
	{
		sint32 code;
	};
	struct CheckReissueBatch_locals
	{
		Batch batch;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(CheckReissueBatch)
	{
		// Only recent ones: an old one would hold up the ring while it is pending
		output.code = QUBIX_CODE_UNKNOWN_BATCH;
		if (input.call.batch >= state.get().counts.batches
			|| state.get().counts.batches - input.call.batch > QUBIX_REISSUABLE_BATCHES)
		{
			return;
		}
		locals.batch = state.get().batches.get(input.call.batch);
		output.code = QUBIX_CODE_BATCH_NOT_REISSUABLE;
		if (locals.batch.status != QUBIX_BATCH_AUTHORIZED && locals.batch.status != QUBIX_BATCH_FAILED)
		{
			return;
		}
		output.code = QUBIX_CODE_FEE_TOO_SMALL;
		if (input.amount < state.get().config.callFee + QUBIX_OC_FEE)
		{
			return;
		}
		output.code = QUBIX_CODE_OK;
	}

	struct ReissueBatch_locals
	{
		CheckReissueBatch_input check;
		CheckReissueBatch_output checked;
		Batch batch;
		Refuse_input refusal;
		ChargeCall_input charge;
		NoData none;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(ReissueBatch)
	{
		locals.check.call = input;
		locals.check.amount = qpi.invocationReward();
		CALL(CheckReissueBatch, locals.check, locals.checked);
		output.code = locals.checked.code;
		if (output.code != QUBIX_CODE_OK)
		{
			locals.refusal.procedure = QUBIX_PROCEDURE_REISSUE_BATCH;
			locals.refusal.code = output.code;
			CALL(Refuse, locals.refusal, locals.none);
			return;
		}
		// At the end of the tick, or when its turn comes. One more try and no other, so that nobody keeps it unsettled for long
		locals.batch = state.get().batches.get(input.batch);
		locals.batch.status = QUBIX_BATCH_QUEUED;
		locals.batch.tries = QUBIX_MAX_BATCH_TRIES - 1;
		locals.batch.retryAt = qpi.tick();
		state.mut().batches.set(input.batch, locals.batch);
		if (state.get().counts.settledBatches > input.batch)
		{
			state.mut().counts.settledBatches = input.batch;
		}
		state.mut().totals.operations += QUBIX_OC_FEE;
		locals.charge.fee = state.get().config.callFee;
		locals.charge.kept = QUBIX_OC_FEE;
		CALL(ChargeCall, locals.charge, locals.none);
	}

	// -------------------------------------------------------------------------------------------- jobs: results

	struct CheckCommitItem_input
	{
		CommitItem item;
		id invocator;
	};
	struct CheckCommitItem_output
	{
		sint32 code;
	};
	struct CheckCommitItem_locals
	{
		Assignment assignment;
		Job job;
		IsTimeHeld_input ask;
		IsTimeHeld_output held;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(CheckCommitItem)
	{
		output.code = QUBIX_CODE_UNKNOWN_ASSIGNMENT;
		if (input.item.assignment >= QUBIX_MAX_ASSIGNMENTS
			|| state.get().assignments.get(input.item.assignment).state == QUBIX_ASSIGNMENT_FREE)
		{
			return;
		}
		locals.assignment = state.get().assignments.get(input.item.assignment);
		output.code = QUBIX_CODE_NOT_AUTHORIZED;
		if (!(state.get().providers.get(locals.assignment.provider).hot == input.invocator))
		{
			return;
		}
		output.code = QUBIX_CODE_STALE_ATTEMPT;
		if (locals.assignment.attempt != input.item.attempt)
		{
			return;
		}
		output.code = QUBIX_CODE_NOT_LIVE;
		if (locals.assignment.state != QUBIX_ASSIGNMENT_LIVE)
		{
			return;
		}
		output.code = QUBIX_CODE_BAD_INPUT;
		if (input.item.commitment == NULL_ID)
		{
			return;
		}
		locals.job = state.get().jobs.get(locals.assignment.job);
		output.code = QUBIX_CODE_WRONG_STATE;
		if (locals.job.state != QUBIX_JOB_OPEN)
		{
			return;
		}
		output.code = QUBIX_CODE_TOO_LATE;
		CALL(IsTimeHeld, locals.ask, locals.held);
		if (!locals.held.yes && qpi.tick() > locals.job.deadline + state.get().config.commitGraceTicks)
		{
			return;
		}
		output.code = QUBIX_CODE_OK;
	}

	struct CommitResults_locals
	{
		CheckCommitItem_input check;
		CheckCommitItem_output checked;
		Assignment assignment;
		Job job;
		OpenReveal_input open;
		Refuse_input refusal;
		ChargeCall_input charge;
		Emit_input event;
		NoData none;
		uint32 i;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(CommitResults)
	{
		output.code = QUBIX_CODE_BAD_INPUT;
		if (input.count > 0 && input.count <= 16)
		{
			for (locals.i = 0; locals.i < input.count; locals.i++)
			{
				locals.check.item = input.items.get(locals.i);
				locals.check.invocator = qpi.invocator();
				CALL(CheckCommitItem, locals.check, locals.checked);
				output.codes.set(locals.i, locals.checked.code);
				if (locals.checked.code != QUBIX_CODE_OK)
				{
					continue;
				}
				output.accepted++;
				locals.assignment = state.get().assignments.get(locals.check.item.assignment);
				locals.assignment.digest = locals.check.item.commitment;
				locals.assignment.state = QUBIX_ASSIGNMENT_COMMITTED;
				locals.assignment.revokeAt = 0;
				locals.assignment.changedTick = qpi.tick();
				state.mut().assignments.set(locals.check.item.assignment, locals.assignment);
				locals.job = state.get().jobs.get(locals.assignment.job);
				locals.job.committed++;
				locals.job.changedTick = qpi.tick();
				state.mut().jobs.set(locals.assignment.job, locals.job);
				locals.event.type = QUBIX_EVENT_COMMITTED;
				locals.event.slot = locals.check.item.assignment;
				locals.event.other = locals.assignment.attempt | (static_cast<uint32>(locals.assignment.provider) << 16);
				locals.event.amount = locals.assignment.price;
				locals.event.key = locals.job.key;
				CALL(Emit, locals.event, locals.none);
				if (locals.job.committed == locals.job.replicas
					|| (qpi.tick() > locals.job.deadline && locals.job.committed == locals.job.placed))
				{
					locals.open.slot = locals.assignment.job;
					CALL(OpenReveal, locals.open, locals.none);
				}
			}
			output.code = (output.accepted > 0) ? QUBIX_CODE_OK : output.codes.get(0);
		}
		if (output.code != QUBIX_CODE_OK)
		{
			locals.refusal.procedure = QUBIX_PROCEDURE_COMMIT_RESULTS;
			locals.refusal.code = output.code;
			CALL(Refuse, locals.refusal, locals.none);
			return;
		}
		CALL(ChargeCall, locals.charge, locals.none);
	}

	struct CommitmentPreimage
	{
		uint64 tag0;
		uint64 tag1;
		id self;
		id jobKey;
		id provider;
		uint32 attempt;
		uint32 zero;
		id resultDigest;
		id ciphertextDigest;
		id maskedKey;
		id salt;
		sint64 charge;
	};
	struct CheckRevealItem_input
	{
		RevealItem item;
		id invocator;
	};
	struct CheckRevealItem_output
	{
		sint32 code;
	};
	struct CheckRevealItem_locals
	{
		Assignment assignment;
		CommitmentPreimage preimage;
		id commitment;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(CheckRevealItem)
	{
		output.code = QUBIX_CODE_UNKNOWN_ASSIGNMENT;
		if (input.item.assignment >= QUBIX_MAX_ASSIGNMENTS
			|| state.get().assignments.get(input.item.assignment).state == QUBIX_ASSIGNMENT_FREE)
		{
			return;
		}
		locals.assignment = state.get().assignments.get(input.item.assignment);
		output.code = QUBIX_CODE_NOT_AUTHORIZED;
		if (!(state.get().providers.get(locals.assignment.provider).hot == input.invocator))
		{
			return;
		}
		output.code = QUBIX_CODE_STALE_ATTEMPT;
		if (locals.assignment.attempt != input.item.attempt)
		{
			return;
		}
		output.code = QUBIX_CODE_NOT_REVEALING;
		if (locals.assignment.state != QUBIX_ASSIGNMENT_COMMITTED
			|| state.get().jobs.get(locals.assignment.job).state != QUBIX_JOB_REVEALING)
		{
			return;
		}
		output.code = QUBIX_CODE_AMOUNT_OUT_OF_RANGE;
		if (input.item.charge < 0 || input.item.charge > QUBIX_MAX_AMOUNT
			|| (input.item.charge > 0 && !state.get().jobs.get(locals.assignment.job).metered))
		{
			return;
		}
		output.code = QUBIX_CODE_COMMITMENT_MISMATCH;
		locals.preimage.tag0 = QUBIX_COMMIT_TAG0;
		locals.preimage.tag1 = QUBIX_COMMIT_TAG1;
		locals.preimage.self = SELF;
		locals.preimage.jobKey = state.get().jobs.get(locals.assignment.job).key;
		locals.preimage.provider = state.get().providers.get(locals.assignment.provider).owner;
		locals.preimage.attempt = locals.assignment.attempt;
		locals.preimage.resultDigest = input.item.resultDigest;
		locals.preimage.ciphertextDigest = input.item.ciphertextDigest;
		locals.preimage.maskedKey = input.item.maskedKey;
		locals.preimage.salt = input.item.salt;
		locals.preimage.charge = input.item.charge;
		locals.commitment = qpi.K12(locals.preimage);
		if (!(locals.commitment == locals.assignment.digest))
		{
			return;
		}
		output.code = QUBIX_CODE_OK;
	}

	struct RevealResults_locals
	{
		CheckRevealItem_input check;
		CheckRevealItem_output checked;
		Assignment assignment;
		Job job;
		Reveal reveal;
		Decide_input decide;
		Decide_output decided;
		Refuse_input refusal;
		ChargeCall_input charge;
		Emit_input event;
		NoData none;
		uint32 i;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(RevealResults)
	{
		output.code = QUBIX_CODE_BAD_INPUT;
		if (input.count > 0 && input.count <= 4)
		{
			for (locals.i = 0; locals.i < input.count; locals.i++)
			{
				locals.check.item = input.items.get(locals.i);
				locals.check.invocator = qpi.invocator();
				CALL(CheckRevealItem, locals.check, locals.checked);
				output.codes.set(locals.i, locals.checked.code);
				if (locals.checked.code != QUBIX_CODE_OK)
				{
					continue;
				}
				output.accepted++;
				locals.assignment = state.get().assignments.get(locals.check.item.assignment);
				locals.job = state.get().jobs.get(locals.assignment.job);
				locals.reveal.jobKey = locals.job.key;
				locals.reveal.ciphertextDigest = locals.check.item.ciphertextDigest;
				locals.reveal.maskedKey = locals.check.item.maskedKey;
				locals.reveal.attempt = locals.assignment.attempt;
				locals.reveal.tick = qpi.tick();
				locals.event.amount = static_cast<sint64>(state.get().counts.reveals);
				locals.assignment.revealIndex = static_cast<uint32>(state.get().counts.reveals);
				state.mut().reveals.set(state.get().counts.reveals, locals.reveal);
				state.mut().counts.reveals++;
				locals.assignment.digest = locals.check.item.resultDigest;
				if (locals.job.metered && locals.check.item.charge < locals.assignment.charge)
				{
					locals.assignment.charge = locals.check.item.charge;
				}
				locals.assignment.state = QUBIX_ASSIGNMENT_REVEALED;
				locals.assignment.changedTick = qpi.tick();
				state.mut().assignments.set(locals.check.item.assignment, locals.assignment);
				locals.job.revealed++;
				locals.job.changedTick = qpi.tick();
				state.mut().jobs.set(locals.assignment.job, locals.job);
				locals.event.type = QUBIX_EVENT_REVEALED;
				locals.event.slot = locals.check.item.assignment;
				locals.event.other = locals.assignment.attempt | (static_cast<uint32>(locals.assignment.provider) << 16);
				locals.event.key = locals.job.key;
				CALL(Emit, locals.event, locals.none);
				if (locals.job.revealed == locals.job.committed)
				{
					locals.decide.slot = locals.assignment.job;
					CALL(Decide, locals.decide, locals.decided);
				}
			}
			output.code = (output.accepted > 0) ? QUBIX_CODE_OK : output.codes.get(0);
		}
		if (output.code != QUBIX_CODE_OK)
		{
			locals.refusal.procedure = QUBIX_PROCEDURE_REVEAL_RESULTS;
			locals.refusal.code = output.code;
			CALL(Refuse, locals.refusal, locals.none);
			return;
		}
		CALL(ChargeCall, locals.charge, locals.none);
	}

	// The requester's two words on a job, and everybody's
	struct CheckJobCall_input
	{
		id invocator;
		id jobKey;
		uint32 jobSlot;
		uint32 procedure;
	};
	struct CheckJobCall_output
	{
		sint32 code;
	};
	struct CheckJobCall_locals
	{
		Job job;
		IsJob_input isJob;
		IsJob_output isJobYes;
		IsJobDue_input ask;
		IsJobDue_output answer;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(CheckJobCall)
	{
		output.code = QUBIX_CODE_UNKNOWN_JOB;
		locals.isJob.slot = input.jobSlot;
		locals.isJob.key = input.jobKey;
		CALL(IsJob, locals.isJob, locals.isJobYes);
		if (!locals.isJobYes.yes)
		{
			return;
		}
		locals.job = state.get().jobs.get(input.jobSlot);
		if (input.procedure == QUBIX_PROCEDURE_CLAIM_TIMEOUT)
		{
			output.code = QUBIX_CODE_NOTHING_DUE;
			locals.ask.slot = input.jobSlot;
			CALL(IsJobDue, locals.ask, locals.answer);
			if (!locals.answer.due)
			{
				return;
			}
		}
		else
		{
			output.code = QUBIX_CODE_NOT_AUTHORIZED;
			if (!(locals.job.requester == input.invocator))
			{
				return;
			}
			if (input.procedure == QUBIX_PROCEDURE_ACCEPT_RESULT)
			{
				output.code = QUBIX_CODE_WRONG_STATE;
				if (locals.job.state != QUBIX_JOB_DECIDED)
				{
					return;
				}
			}
			else
			{
				// Work that was committed is paid for by its result
				output.code = QUBIX_CODE_TOO_LATE;
				if (locals.job.state != QUBIX_JOB_OPEN || locals.job.committed > 0)
				{
					return;
				}
			}
		}
		output.code = QUBIX_CODE_OK;
	}

	struct AcceptResult_locals
	{
		CheckJobCall_input check;
		CheckJobCall_output checked;
		Settle_input settle;
		Refuse_input refusal;
		ChargeCall_input charge;
		NoData none;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(AcceptResult)
	{
		locals.check.procedure = QUBIX_PROCEDURE_ACCEPT_RESULT;
		locals.check.invocator = qpi.invocator();
		locals.check.jobKey = input.jobKey;
		locals.check.jobSlot = input.jobSlot;
		CALL(CheckJobCall, locals.check, locals.checked);
		output.code = locals.checked.code;
		if (output.code != QUBIX_CODE_OK)
		{
			locals.refusal.procedure = QUBIX_PROCEDURE_ACCEPT_RESULT;
			locals.refusal.code = output.code;
			CALL(Refuse, locals.refusal, locals.none);
			return;
		}
		locals.settle.slot = input.jobSlot;
		locals.settle.reason = (state.get().jobs.get(input.jobSlot).replicas == 1) ? QUBIX_CLOSE_ACCEPTED : QUBIX_CLOSE_VERIFIED;
		CALL(Settle, locals.settle, locals.none);
		CALL(ChargeCall, locals.charge, locals.none);
	}

	struct CancelJob_locals
	{
		CheckJobCall_input check;
		CheckJobCall_output checked;
		EndOverdue_input overdue;
		Settle_input settle;
		Refuse_input refusal;
		ChargeCall_input charge;
		NoData none;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(CancelJob)
	{
		locals.check.procedure = QUBIX_PROCEDURE_CANCEL_JOB;
		locals.check.invocator = qpi.invocator();
		locals.check.jobKey = input.jobKey;
		locals.check.jobSlot = input.jobSlot;
		CALL(CheckJobCall, locals.check, locals.checked);
		output.code = locals.checked.code;
		if (output.code != QUBIX_CODE_OK)
		{
			locals.refusal.procedure = QUBIX_PROCEDURE_CANCEL_JOB;
			locals.refusal.code = output.code;
			CALL(Refuse, locals.refusal, locals.none);
			return;
		}
		locals.overdue.slot = input.jobSlot;
		CALL(EndOverdue, locals.overdue, locals.none);
		locals.settle.slot = input.jobSlot;
		locals.settle.reason = QUBIX_CLOSE_CANCELLED;
		CALL(Settle, locals.settle, locals.none);
		CALL(ChargeCall, locals.charge, locals.none);
	}

	struct ClaimTimeout_locals
	{
		CheckJobCall_input check;
		CheckJobCall_output checked;
		Advance_input advance;
		Advance_output advanced;
		Refuse_input refusal;
		ChargeCall_input charge;
		NoData none;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(ClaimTimeout)
	{
		locals.check.procedure = QUBIX_PROCEDURE_CLAIM_TIMEOUT;
		locals.check.invocator = qpi.invocator();
		locals.check.jobKey = input.jobKey;
		locals.check.jobSlot = input.jobSlot;
		CALL(CheckJobCall, locals.check, locals.checked);
		output.code = locals.checked.code;
		if (output.code != QUBIX_CODE_OK)
		{
			locals.refusal.procedure = QUBIX_PROCEDURE_CLAIM_TIMEOUT;
			locals.refusal.code = output.code;
			CALL(Refuse, locals.refusal, locals.none);
			return;
		}
		locals.advance.slot = input.jobSlot;
		CALL(Advance, locals.advance, locals.advanced);
		CALL(ChargeCall, locals.charge, locals.none);
	}

	// --------------------------------------------------------------------------------------------- jobs: top-ups

	struct CheckTopUpJob_input
	{
		TopUpJob_input call;
		id invocator;
		sint64 amount;
	};
	struct CheckTopUpJob_output
	{
		sint64 raise;                  // per replica
		sint64 protocolFee;
		sint32 code;
		uint16 topUps;
		uint16 topUpsSeen;
	};
	struct CheckTopUpJob_locals
	{
		Job job;
		IsJob_input isJob;
		IsJob_output isJobYes;
		UseNonce_input nonce;
		UseNonce_output used;
		BpsOf_input ask;
		BpsOf_output share;
		sint64 amount;
		sint64 whole;
	};
	PRIVATE_FUNCTION_WITH_LOCALS(CheckTopUpJob)
	{
		output.raise = 0;
		output.protocolFee = 0;
		output.code = QUBIX_CODE_UNKNOWN_JOB;
		locals.isJob.slot = input.call.jobSlot;
		locals.isJob.key = input.call.jobKey;
		CALL(IsJob, locals.isJob, locals.isJobYes);
		if (!locals.isJobYes.yes)
		{
			return;
		}
		locals.job = state.get().jobs.get(input.call.jobSlot);
		output.code = QUBIX_CODE_NOT_AUTHORIZED;
		if (!(locals.job.requester == input.invocator))
		{
			return;
		}
		// First, so that a repeated top-up learns that it was repeated
		output.code = QUBIX_CODE_NONCE_USED;
		locals.nonce.window.top = locals.job.topUps;
		locals.nonce.window.seen = locals.job.topUpsSeen | ~((1ULL << QUBIX_TOP_UP_WINDOW) - 1);
		locals.nonce.nonce = input.call.nonce;
		CALL(UseNonce, locals.nonce, locals.used);
		if (!locals.used.fresh || input.call.nonce == 0 || input.call.nonce > QUBIX_MAX_TOP_UPS
			|| input.call.nonce > static_cast<uint64>(locals.job.topUps) + QUBIX_TOP_UP_WINDOW)
		{
			return;
		}
		output.topUps = static_cast<uint16>(locals.used.window.top);
		output.topUpsSeen = static_cast<uint16>(locals.used.window.seen & ((1ULL << QUBIX_TOP_UP_WINDOW) - 1));
		// Once results are shown, more money changes nothing
		output.code = QUBIX_CODE_WRONG_STATE;
		if (locals.job.state != QUBIX_JOB_OPEN)
		{
			return;
		}
		output.code = QUBIX_CODE_TOO_LATE;
		if (qpi.tick() > locals.job.deadline)
		{
			return;
		}
		output.code = QUBIX_CODE_FEE_TOO_SMALL;
		if (input.amount < state.get().config.callFee)
		{
			return;
		}
		if (input.call.extendTicks > 0)
		{
			// Who has committed is paid after the deadline at the latest: nobody moves it away from him
			output.code = QUBIX_CODE_TOO_LATE;
			if (locals.job.committed > 0)
			{
				return;
			}
			// All extensions together reach no farther than a creation could have
			output.code = QUBIX_CODE_DEADLINE_OUT_OF_RANGE;
			if (static_cast<uint64>(locals.job.deadline) + input.call.extendTicks
				> static_cast<uint64>(locals.job.createdTick) + state.get().config.maxJobTicks)
			{
				return;
			}
		}
		output.code = QUBIX_CODE_AMOUNT_OUT_OF_RANGE;
		locals.amount = input.amount - state.get().config.callFee;
		if (locals.amount > QUBIX_MAX_AMOUNT)
		{
			return;
		}
		// The most that leaves its protocol fee: amount * 10,000 / (10,000 + fee), by quotient and remainder
		locals.whole = static_cast<sint64>(QUBIX_MAX_BPS) + state.get().config.minProtocolFeeBps;
		locals.ask.amount = div<sint64>(locals.amount, locals.whole) * QUBIX_MAX_BPS
			+ div<sint64>(mod<sint64>(locals.amount, locals.whole) * QUBIX_MAX_BPS, locals.whole);
		output.raise = div<sint64>(locals.ask.amount, static_cast<sint64>(locals.job.replicas));
		locals.ask.amount = output.raise * locals.job.replicas;
		locals.ask.bps = state.get().config.minProtocolFeeBps;
		CALL(BpsOf, locals.ask, locals.share);
		output.protocolFee = locals.share.part;
		if ((locals.job.priceCap + output.raise) * locals.job.replicas + locals.job.royalty + locals.job.hubFee
			+ locals.job.protocolFee + output.protocolFee > QUBIX_MAX_AMOUNT)
		{
			return;
		}
		output.code = QUBIX_CODE_ESCROW_TOO_SMALL;
		if (output.raise == 0 && input.call.extendTicks == 0)
		{
			return;
		}
		output.code = QUBIX_CODE_OK;
	}

	struct TopUpJob_locals
	{
		CheckTopUpJob_input check;
		CheckTopUpJob_output checked;
		Job job;
		Assignment assignment;
		Refuse_input refusal;
		ChargeCall_input charge;
		Emit_input event;
		NoData none;
		uint32 i;
	};
	// Neither a provider's lock nor a hub's exposure grows: nobody can fill up another's stake or bond from outside.
	PUBLIC_PROCEDURE_WITH_LOCALS(TopUpJob)
	{
		locals.check.call = input;
		locals.check.invocator = qpi.invocator();
		locals.check.amount = qpi.invocationReward();
		CALL(CheckTopUpJob, locals.check, locals.checked);
		output.code = locals.checked.code;
		if (output.code != QUBIX_CODE_OK)
		{
			locals.refusal.procedure = QUBIX_PROCEDURE_TOP_UP_JOB;
			locals.refusal.code = output.code;
			CALL(Refuse, locals.refusal, locals.none);
			return;
		}
		locals.job = state.get().jobs.get(input.jobSlot);
		locals.charge.kept = locals.checked.raise * locals.job.replicas + locals.checked.protocolFee;
		locals.job.priceCap += locals.checked.raise;
		locals.job.protocolFee += locals.checked.protocolFee;
		locals.job.deadline += input.extendTicks;
		locals.job.topUps = locals.checked.topUps;
		locals.job.topUpsSeen = locals.checked.topUpsSeen;
		locals.job.changedTick = qpi.tick();
		state.mut().jobs.set(input.jobSlot, locals.job);
		for (locals.i = 0; locals.job.metered && locals.i < locals.job.placed; locals.i++)
		{
			locals.assignment = state.get().assignments.get(locals.job.assignments.get(locals.i));
			if (locals.assignment.state == QUBIX_ASSIGNMENT_LIVE)
			{
				locals.assignment.charge += locals.checked.raise;
				locals.assignment.changedTick = qpi.tick();
				state.mut().assignments.set(locals.job.assignments.get(locals.i), locals.assignment);
			}
		}
		state.mut().totals.escrow += locals.charge.kept;
		locals.event.type = QUBIX_EVENT_JOB_TOPPED_UP;
		locals.event.slot = input.jobSlot;
		locals.event.other = locals.job.deadline;
		locals.event.amount = locals.charge.kept;
		locals.event.key = locals.job.key;
		CALL(Emit, locals.event, locals.none);
		locals.charge.fee = state.get().config.callFee;
		CALL(ChargeCall, locals.charge, locals.none);
	}

	// ------------------------------------------------------------------- later: their place is kept, they refuse

	struct DisputeJob_locals
	{
		Refuse_input refusal;
		NoData none;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(DisputeJob)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
		locals.refusal.procedure = QUBIX_PROCEDURE_DISPUTE_JOB;
		locals.refusal.code = output.code;
		CALL(Refuse, locals.refusal, locals.none);
	}

	struct OpenChannel_locals
	{
		Refuse_input refusal;
		NoData none;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(OpenChannel)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
		locals.refusal.procedure = QUBIX_PROCEDURE_OPEN_CHANNEL;
		locals.refusal.code = output.code;
		CALL(Refuse, locals.refusal, locals.none);
	}

	struct TopUpChannel_locals
	{
		Refuse_input refusal;
		NoData none;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(TopUpChannel)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
		locals.refusal.procedure = QUBIX_PROCEDURE_TOP_UP_CHANNEL;
		locals.refusal.code = output.code;
		CALL(Refuse, locals.refusal, locals.none);
	}

	struct RedeemVoucher_locals
	{
		Refuse_input refusal;
		NoData none;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(RedeemVoucher)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
		locals.refusal.procedure = QUBIX_PROCEDURE_REDEEM_VOUCHER;
		locals.refusal.code = output.code;
		CALL(Refuse, locals.refusal, locals.none);
	}

	struct CloseChannel_locals
	{
		Refuse_input refusal;
		NoData none;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(CloseChannel)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
		locals.refusal.procedure = QUBIX_PROCEDURE_CLOSE_CHANNEL;
		locals.refusal.code = output.code;
		CALL(Refuse, locals.refusal, locals.none);
	}

	// -------------------------------------------------------------------------------------------------- functions

	struct GetConfig_locals
	{
		CreateFeeNow_input load;
		CreateFeeNow_output fee;
	};
	PUBLIC_FUNCTION_WITH_LOCALS(GetConfig)
	{
		output.config = state.get().config;
		CALL(CreateFeeNow, locals.load, locals.fee);
		output.createFeeNow = locals.fee.fee;
		output.contractIndex = SELF_INDEX;
		output.tick = qpi.tick();
		output.maxHubs = QUBIX_MAX_HUBS;
		output.maxProviders = QUBIX_MAX_PROVIDERS;
		output.maxModels = QUBIX_MAX_MODELS;
		output.maxJobs = QUBIX_MAX_JOBS;
		output.maxAssignments = QUBIX_MAX_ASSIGNMENTS;
		output.maxEvents = QUBIX_MAX_EVENTS;
		output.maxReceipts = QUBIX_MAX_RECEIPTS;
		output.maxReveals = QUBIX_MAX_REVEALS;
		output.version = QUBIX_VERSION;
	}

	struct GetTotals_locals
	{
		Entity entity;
	};
	PUBLIC_FUNCTION_WITH_LOCALS(GetTotals)
	{
		qpi.getEntity(SELF, locals.entity);
		output.holds = locals.entity.incomingAmount - locals.entity.outgoingAmount;
		output.totals = state.get().totals;
		output.owes = output.totals.escrow + output.totals.stakes + output.totals.bonds + output.totals.channels
			+ output.totals.revenue + output.totals.operations;
		output.counts = state.get().counts;
		output.chainHash = state.get().chainHash;
		output.tick = qpi.tick();
		output.epoch = qpi.epoch();
	}

	struct GetHub_locals
	{
		FindHub_input find;
		FindHub_output found;
		NeededBond_input ask;
		NeededBond_output needed;
	};
	PUBLIC_FUNCTION_WITH_LOCALS(GetHub)
	{
		output.hub = input.hub;
		if (input.hub == QUBIX_NO_HUB)
		{
			locals.find.identity = input.identity;
			locals.find.roles = 1;
			CALL(FindHub, locals.find, locals.found);
			if (locals.found.slot == QUBIX_NO_HUB)
			{
				locals.find.roles = 2;
				CALL(FindHub, locals.find, locals.found);
			}
			output.hub = locals.found.slot;
		}
		if (output.hub >= QUBIX_MAX_HUBS)
		{
			return;
		}
		output.record = state.get().hubs.get(output.hub);
		output.found = output.record.used;
		locals.ask.hub = output.hub;
		CALL(NeededBond, locals.ask, locals.needed);
		output.freeBond = (output.record.bond > locals.needed.amount) ? (output.record.bond - locals.needed.amount) : 0;
	}

	struct GetProvider_locals
	{
		FindProvider_input find;
		FindProvider_output found;
		IsBonded_input ask;
		IsBonded_output bonded;
		ScoreOf_input name;
		ScoreOf_output score;
	};
	PUBLIC_FUNCTION_WITH_LOCALS(GetProvider)
	{
		output.provider = input.provider;
		if (input.provider == QUBIX_NO_PROVIDER)
		{
			locals.find.identity = input.identity;
			locals.find.roles = 1;
			CALL(FindProvider, locals.find, locals.found);
			if (locals.found.slot == QUBIX_NO_PROVIDER)
			{
				locals.find.roles = 2;
				CALL(FindProvider, locals.find, locals.found);
			}
			output.provider = locals.found.slot;
		}
		if (output.provider >= QUBIX_MAX_PROVIDERS)
		{
			return;
		}
		output.record = state.get().providers.get(output.provider);
		output.found = output.record.used;
		output.freeStake = output.record.stake - output.record.locked - output.record.unstaking;
		locals.ask.slot = output.provider;
		CALL(IsBonded, locals.ask, locals.bonded);
		output.bonded = (output.found && locals.bonded.yes) ? 1 : 0;
		locals.name.reputation = output.record.reputation;
		CALL(ScoreOf, locals.name, locals.score);
		output.score = locals.score.score;
		output.requesters = locals.score.requesters;
	}

	struct GetModel_locals
	{
		uint32 i;
	};
	PUBLIC_FUNCTION_WITH_LOCALS(GetModel)
	{
		output.model = input.model;
		for (locals.i = 0; input.model == QUBIX_NO_MODEL && output.model == QUBIX_NO_MODEL && locals.i < state.get().counts.modelSlots; locals.i++)
		{
			if (state.get().models.get(locals.i).digest == input.digest)
			{
				output.model = static_cast<uint16>(locals.i);
			}
		}
		if (output.model >= state.get().counts.modelSlots)
		{
			return;
		}
		output.record = state.get().models.get(output.model);
		output.found = 1;
	}

	struct GetJob_locals
	{
		FindKey_input find;
		FindKey_output found;
		AssignmentEntry entry;
		uint32 i;
	};
	PUBLIC_FUNCTION_WITH_LOCALS(GetJob)
	{
		output.tick = qpi.tick();
		output.jobSlot = input.jobSlot;
		if (!(input.jobKey == NULL_ID))
		{
			locals.find.key = input.jobKey;
			CALL(FindKey, locals.find, locals.found);
			output.finished = (locals.found.kind == 2) ? 1 : 0;
			if (input.jobSlot == QUBIX_NO_SLOT && locals.found.kind == 1)
			{
				output.jobSlot = locals.found.slot;
			}
		}
		if (output.jobSlot >= QUBIX_MAX_JOBS
			|| state.get().jobs.get(output.jobSlot).state == QUBIX_JOB_FREE
			|| (!(input.jobKey == NULL_ID) && !(state.get().jobs.get(output.jobSlot).key == input.jobKey)))
		{
			return;
		}
		output.found = 1;
		output.record = state.get().jobs.get(output.jobSlot);
		output.escrow = output.record.priceCap * output.record.replicas + output.record.royalty + output.record.hubFee + output.record.protocolFee;
		for (locals.i = 0; locals.i < output.record.placed; locals.i++)
		{
			locals.entry.slot = output.record.assignments.get(locals.i);
			locals.entry.record = state.get().assignments.get(locals.entry.slot);
			output.assignments.set(locals.i, locals.entry);
		}
	}

	struct GetAssignment_locals
	{
		Reveal reveal;
	};
	PUBLIC_FUNCTION_WITH_LOCALS(GetAssignment)
	{
		output.tick = qpi.tick();
		if (input.assignment >= QUBIX_MAX_ASSIGNMENTS)
		{
			return;
		}
		output.record = state.get().assignments.get(input.assignment);
		if (output.record.state == QUBIX_ASSIGNMENT_FREE)
		{
			return;
		}
		output.found = 1;
		output.jobKey = state.get().jobs.get(output.record.job).key;
		if (output.record.state == QUBIX_ASSIGNMENT_REVEALED)
		{
			locals.reveal = state.get().reveals.get(output.record.revealIndex);
			if (locals.reveal.jobKey == output.jobKey && locals.reveal.attempt == output.record.attempt)
			{
				output.ciphertextDigest = locals.reveal.ciphertextDigest;
				output.maskedKey = locals.reveal.maskedKey;
			}
		}
	}

	struct GetBatch_locals
	{
		Batch batch;
	};
	PUBLIC_FUNCTION_WITH_LOCALS(GetBatch)
	{
		output.batch = (input.batch == QUBIX_NO_SLOT) ? (state.get().counts.batches - 1) : input.batch;
		output.invocationId = -1;
		if (output.batch == state.get().counts.batches)
		{
			output.count = state.get().counts.openLeaves;
			output.firstLeaf = state.get().counts.leaves - state.get().counts.openLeaves;
			output.status = QUBIX_BATCH_OPEN;
			output.found = 1;
			return;
		}
		if (output.batch >= state.get().counts.batches || state.get().counts.batches - output.batch > QUBIX_MAX_BATCHES)
		{
			return;
		}
		locals.batch = state.get().batches.get(output.batch);
		output.root = locals.batch.root;
		output.invocationId = locals.batch.invocationId;
		output.firstLeaf = locals.batch.firstLeaf;
		output.count = locals.batch.count;
		output.tick = locals.batch.closedTick;
		output.epoch = locals.batch.epoch;
		output.status = locals.batch.status;
		output.tries = locals.batch.tries;
		output.found = 1;
	}

	struct GetPath_locals
	{
		Batch batch;
		SubtreeOf_input ask;
		SubtreeOf_output sibling;
	};
	PUBLIC_FUNCTION_WITH_LOCALS(GetPath)
	{
		if (input.batch >= state.get().counts.batches || state.get().counts.batches - input.batch > QUBIX_MAX_BATCHES)
		{
			return;
		}
		locals.batch = state.get().batches.get(input.batch);
		if (input.index >= locals.batch.count || state.get().counts.leaves - locals.batch.firstLeaf > QUBIX_MAX_LEAVES)
		{
			return;
		}
		output.leaf = state.get().leaves.get(locals.batch.firstLeaf + input.index);
		output.root = locals.batch.root;
		locals.ask.base = locals.batch.firstLeaf;
		locals.ask.count = locals.batch.count;
		while ((1ULL << output.depth) < locals.batch.count)
		{
			locals.ask.level = output.depth;
			locals.ask.index = (input.index >> output.depth) ^ 1;
			CALL(SubtreeOf, locals.ask, locals.sibling);
			output.siblings.set(output.depth, locals.sibling.node);
			output.depth++;
		}
		output.found = 1;
	}

	struct GetEvents_locals
	{
		uint64 seq;
	};
	PUBLIC_FUNCTION_WITH_LOCALS(GetEvents)
	{
		output.tick = qpi.tick();
		output.epoch = qpi.epoch();
		output.nextSeq = state.get().counts.events;
		output.firstSeq = (output.nextSeq > QUBIX_MAX_EVENTS) ? (output.nextSeq - QUBIX_MAX_EVENTS) : 0;
		output.chainHash = state.get().chainHash;
		locals.seq = (input.fromSeq > output.firstSeq) ? input.fromSeq : output.firstSeq;
		while (locals.seq < output.nextSeq && output.count < 256)
		{
			output.events.set(output.count, state.get().events.get(locals.seq));
			output.count++;
			locals.seq++;
		}
	}

	struct ListHubs_locals
	{
		HubEntry entry;
		uint32 slot;
	};
	PUBLIC_FUNCTION_WITH_LOCALS(ListHubs)
	{
		output.tick = qpi.tick();
		for (locals.slot = input.fromSlot; locals.slot < state.get().counts.hubSlots && output.count < 256; locals.slot++)
		{
			if (state.get().hubs.get(locals.slot).changedTick >= input.changedSince
				&& (state.get().hubs.get(locals.slot).used || (input.changedSince > 0 && state.get().hubs.get(locals.slot).changedTick > 0)))
			{
				locals.entry.record = state.get().hubs.get(locals.slot);
				locals.entry.slot = locals.slot;
				output.entries.set(output.count, locals.entry);
				output.count++;
			}
		}
		output.nextSlot = (locals.slot < state.get().counts.hubSlots) ? locals.slot : QUBIX_NO_SLOT;
	}

	struct ListProviders_locals
	{
		ProviderEntry entry;
		ScoreOf_input name;
		ScoreOf_output score;
		uint32 slot;
	};
	PUBLIC_FUNCTION_WITH_LOCALS(ListProviders)
	{
		output.tick = qpi.tick();
		for (locals.slot = input.fromSlot; locals.slot < state.get().counts.providerSlots && output.count < 128; locals.slot++)
		{
			if (state.get().providers.get(locals.slot).changedTick >= input.changedSince
				&& (state.get().providers.get(locals.slot).used || (input.changedSince > 0 && state.get().providers.get(locals.slot).changedTick > 0)))
			{
				locals.entry.record = state.get().providers.get(locals.slot);
				locals.entry.slot = locals.slot;
				locals.name.reputation = locals.entry.record.reputation;
				CALL(ScoreOf, locals.name, locals.score);
				locals.entry.score = locals.score.score;
				output.entries.set(output.count, locals.entry);
				output.count++;
			}
		}
		output.nextSlot = (locals.slot < state.get().counts.providerSlots) ? locals.slot : QUBIX_NO_SLOT;
	}

	struct ListModels_locals
	{
		ModelEntry entry;
		uint32 slot;
	};
	PUBLIC_FUNCTION_WITH_LOCALS(ListModels)
	{
		output.tick = qpi.tick();
		for (locals.slot = input.fromSlot; locals.slot < state.get().counts.modelSlots && output.count < 256; locals.slot++)
		{
			if (state.get().models.get(locals.slot).changedTick >= input.changedSince
				&& (state.get().models.get(locals.slot).used || (input.changedSince > 0 && state.get().models.get(locals.slot).changedTick > 0)))
			{
				locals.entry.record = state.get().models.get(locals.slot);
				locals.entry.slot = locals.slot;
				output.entries.set(output.count, locals.entry);
				output.count++;
			}
		}
		output.nextSlot = (locals.slot < state.get().counts.modelSlots) ? locals.slot : QUBIX_NO_SLOT;
	}

	struct ListSales_locals
	{
		SaleEntry entry;
		uint32 slot;
		uint32 end;
	};
	PUBLIC_FUNCTION_WITH_LOCALS(ListSales)
	{
		output.tick = qpi.tick();
		locals.end = static_cast<uint32>((state.get().counts.sales < QUBIX_MAX_SALES) ? state.get().counts.sales : QUBIX_MAX_SALES);
		for (locals.slot = input.fromSlot; locals.slot < locals.end && output.count < 256; locals.slot++)
		{
			if (state.get().sales.get(locals.slot).tick >= input.changedSince)
			{
				locals.entry.record = state.get().sales.get(locals.slot);
				locals.entry.slot = locals.slot;
				output.entries.set(output.count, locals.entry);
				output.count++;
			}
		}
		output.nextSlot = (locals.slot < locals.end) ? locals.slot : QUBIX_NO_SLOT;
	}

	struct ListJobs_locals
	{
		JobEntry entry;
		uint32 slot;
	};
	PUBLIC_FUNCTION_WITH_LOCALS(ListJobs)
	{
		output.tick = qpi.tick();
		for (locals.slot = input.fromSlot; locals.slot < QUBIX_MAX_JOBS && output.count < 128; locals.slot++)
		{
			if (state.get().jobs.get(locals.slot).changedTick >= input.changedSince
				&& (state.get().jobs.get(locals.slot).state || (input.changedSince > 0 && state.get().jobs.get(locals.slot).changedTick > 0)))
			{
				locals.entry.record = state.get().jobs.get(locals.slot);
				locals.entry.slot = locals.slot;
				output.entries.set(output.count, locals.entry);
				output.count++;
			}
		}
		output.nextSlot = (locals.slot < QUBIX_MAX_JOBS) ? locals.slot : QUBIX_NO_SLOT;
	}

	struct ListAssignments_locals
	{
		AssignmentEntry entry;
		uint32 slot;
	};
	PUBLIC_FUNCTION_WITH_LOCALS(ListAssignments)
	{
		output.tick = qpi.tick();
		for (locals.slot = input.fromSlot; locals.slot < QUBIX_MAX_ASSIGNMENTS && output.count < 256; locals.slot++)
		{
			if (state.get().assignments.get(locals.slot).changedTick >= input.changedSince
				&& (state.get().assignments.get(locals.slot).state || (input.changedSince > 0 && state.get().assignments.get(locals.slot).changedTick > 0)))
			{
				locals.entry.record = state.get().assignments.get(locals.slot);
				locals.entry.slot = locals.slot;
				output.entries.set(output.count, locals.entry);
				output.count++;
			}
		}
		output.nextSlot = (locals.slot < QUBIX_MAX_ASSIGNMENTS) ? locals.slot : QUBIX_NO_SLOT;
	}

	struct GetReceipt_locals
	{
		uint64 index;
		uint64 first;
	};
	PUBLIC_FUNCTION_WITH_LOCALS(GetReceipt)
	{
		output.count = state.get().counts.receipts;
		locals.first = (output.count > QUBIX_MAX_RECEIPTS) ? (output.count - QUBIX_MAX_RECEIPTS) : 0;
		if (input.index != QUBIX_NO_INDEX)
		{
			if (input.index >= locals.first && input.index < output.count)
			{
				output.receipt = state.get().receipts.get(input.index);
				output.found = 1;
			}
			return;
		}
		for (locals.index = output.count; locals.index > locals.first; locals.index--)
		{
			if (state.get().receipts.get(locals.index - 1).jobKey == input.jobKey)
			{
				output.receipt = state.get().receipts.get(locals.index - 1);
				output.found = 1;
				return;
			}
		}
	}

	struct GetReceiptPath_locals
	{
		SubtreeOf_input ask;
		SubtreeOf_output sibling;
		NodeOf_input pair;
		NodeOf_output parent;
	};
	PUBLIC_FUNCTION_WITH_LOCALS(GetReceiptPath)
	{
		output.count = (input.count == 0) ? state.get().counts.receipts : input.count;
		if (output.count > state.get().counts.receipts || input.index >= output.count
			|| state.get().counts.receipts - input.index > QUBIX_MAX_RECEIPTS)
		{
			return;
		}
		output.leaf = state.get().receiptLeaves.get(input.index);
		output.root = output.leaf;
		locals.ask.count = output.count;
		locals.ask.tree = 1;
		while ((1ULL << output.depth) < output.count)
		{
			locals.ask.level = output.depth;
			locals.ask.index = (input.index >> output.depth) ^ 1;
			if (((input.index >> output.depth) & 1) && (1ULL << output.depth) >= QUBIX_MAX_RECEIPTS)
			{
				// Its leaves are gone, but a left sibling this large is the frontier's: no other of its level was
				// completed since, or the receipt would no longer be kept
				locals.sibling.node = state.get().receiptFrontier.get(output.depth);
			}
			else
			{
				CALL(SubtreeOf, locals.ask, locals.sibling);
			}
			output.siblings.set(output.depth, locals.sibling.node);
			locals.pair.left = ((input.index >> output.depth) & 1) ? locals.sibling.node : output.root;
			locals.pair.right = ((input.index >> output.depth) & 1) ? output.root : locals.sibling.node;
			CALL(NodeOf, locals.pair, locals.parent);
			output.root = locals.parent.node;
			output.depth++;
		}
		output.found = 1;
	}

	struct Explain_locals
	{
		CheckRegisterHub_input registerHub;
		CheckRegisterHub_output registerHubChecked;
		CheckUpdateHub_input updateHub;
		CheckUpdateHub_output updateHubChecked;
		CheckWithdrawHubBond_input withdrawHubBond;
		CheckWithdrawHubBond_output withdrawHubBondChecked;
		CheckRegisterProvider_input registerProvider;
		CheckRegisterProvider_output registerProviderChecked;
		CheckUpdateProvider_input updateProvider;
		CheckUpdateProvider_output updateProviderChecked;
		CheckRequestUnstake_input requestUnstake;
		CheckRequestUnstake_output requestUnstakeChecked;
		CheckUnstake_input unstake;
		CheckUnstake_output unstakeChecked;
		CheckPublishModel_input publishModel;
		CheckPublishModel_output publishModelChecked;
		CheckUpdateModel_input updateModel;
		CheckUpdateModel_output updateModelChecked;
		CheckSetAccessPrice_input setAccessPrice;
		CheckSetAccessPrice_output setAccessPriceChecked;
		CheckBuyAccess_input buyAccess;
		CheckBuyAccess_output buyAccessChecked;
		CheckCreateJob_input createJob;
		CheckCreateJob_output createJobChecked;
		CheckRevokeAssignment_input revokeAssignment;
		CheckRevokeAssignment_output revokeAssignmentChecked;
		CheckDeclineJob_input declineJob;
		CheckDeclineJob_output declineJobChecked;
		CheckReissueBatch_input reissueBatch;
		CheckReissueBatch_output reissueBatchChecked;
		CheckLeaseItem_input leaseItem;
		CheckLeaseItem_output leaseItemChecked;
		CheckAssignJobs_input assign;
		CheckAssignJobs_output assignChecked;
		CheckAssignItem_input assignItem;
		CheckAssignItem_output assignItemChecked;
		CheckCommitItem_input commitItem;
		CheckCommitItem_output commitItemChecked;
		CheckRevealItem_input revealItem;
		CheckRevealItem_output revealItemChecked;
		CheckJobCall_input jobCall;
		CheckJobCall_output jobCallChecked;
		CheckTopUpJob_input topUpJob;
		CheckTopUpJob_output topUpJobChecked;
		AssignJobs_input assignJobs;
		RenewLeases_input renewLeases;
		CommitResults_input commitResults;
		RevealResults_input revealResults;
		AcceptResult_input jobInput;
		uint32 i;
		uint32 count;
	};
	PUBLIC_FUNCTION_WITH_LOCALS(Explain)
	{
		output.code = QUBIX_CODE_UNKNOWN_PROCEDURE;
		switch (input.procedure)
		{
		case QUBIX_PROCEDURE_REGISTER_HUB:
			copyFromBuffer(locals.registerHub.call, input.input);
			locals.registerHub.invocator = input.invocator;
			locals.registerHub.amount = input.amount;
			CALL(CheckRegisterHub, locals.registerHub, locals.registerHubChecked);
			output.code = locals.registerHubChecked.code;
			break;

		case QUBIX_PROCEDURE_UPDATE_HUB:
			copyFromBuffer(locals.updateHub.call, input.input);
			locals.updateHub.invocator = input.invocator;
			locals.updateHub.amount = input.amount;
			CALL(CheckUpdateHub, locals.updateHub, locals.updateHubChecked);
			output.code = locals.updateHubChecked.code;
			break;

		case QUBIX_PROCEDURE_WITHDRAW_HUB_BOND:
			copyFromBuffer(locals.withdrawHubBond.call, input.input);
			locals.withdrawHubBond.invocator = input.invocator;
			locals.withdrawHubBond.amount = input.amount;
			CALL(CheckWithdrawHubBond, locals.withdrawHubBond, locals.withdrawHubBondChecked);
			output.code = locals.withdrawHubBondChecked.code;
			break;

		case QUBIX_PROCEDURE_REGISTER_PROVIDER:
			copyFromBuffer(locals.registerProvider.call, input.input);
			locals.registerProvider.invocator = input.invocator;
			locals.registerProvider.amount = input.amount;
			CALL(CheckRegisterProvider, locals.registerProvider, locals.registerProviderChecked);
			output.code = locals.registerProviderChecked.code;
			break;

		case QUBIX_PROCEDURE_UPDATE_PROVIDER:
			copyFromBuffer(locals.updateProvider.call, input.input);
			locals.updateProvider.invocator = input.invocator;
			locals.updateProvider.amount = input.amount;
			CALL(CheckUpdateProvider, locals.updateProvider, locals.updateProviderChecked);
			output.code = locals.updateProviderChecked.code;
			break;

		case QUBIX_PROCEDURE_REQUEST_UNSTAKE:
			copyFromBuffer(locals.requestUnstake.call, input.input);
			locals.requestUnstake.invocator = input.invocator;
			locals.requestUnstake.amount = input.amount;
			CALL(CheckRequestUnstake, locals.requestUnstake, locals.requestUnstakeChecked);
			output.code = locals.requestUnstakeChecked.code;
			break;

		case QUBIX_PROCEDURE_UNSTAKE:
			copyFromBuffer(locals.unstake.call, input.input);
			locals.unstake.invocator = input.invocator;
			locals.unstake.amount = input.amount;
			CALL(CheckUnstake, locals.unstake, locals.unstakeChecked);
			output.code = locals.unstakeChecked.code;
			break;

		case QUBIX_PROCEDURE_PUBLISH_MODEL:
			copyFromBuffer(locals.publishModel.call, input.input);
			locals.publishModel.invocator = input.invocator;
			locals.publishModel.amount = input.amount;
			CALL(CheckPublishModel, locals.publishModel, locals.publishModelChecked);
			output.code = locals.publishModelChecked.code;
			break;

		case QUBIX_PROCEDURE_UPDATE_MODEL:
			copyFromBuffer(locals.updateModel.call, input.input);
			locals.updateModel.invocator = input.invocator;
			locals.updateModel.amount = input.amount;
			CALL(CheckUpdateModel, locals.updateModel, locals.updateModelChecked);
			output.code = locals.updateModelChecked.code;
			break;

		case QUBIX_PROCEDURE_SET_ACCESS_PRICE:
			copyFromBuffer(locals.setAccessPrice.call, input.input);
			locals.setAccessPrice.invocator = input.invocator;
			locals.setAccessPrice.amount = input.amount;
			CALL(CheckSetAccessPrice, locals.setAccessPrice, locals.setAccessPriceChecked);
			output.code = locals.setAccessPriceChecked.code;
			break;

		case QUBIX_PROCEDURE_BUY_ACCESS:
			copyFromBuffer(locals.buyAccess.call, input.input);
			locals.buyAccess.invocator = input.invocator;
			locals.buyAccess.amount = input.amount;
			CALL(CheckBuyAccess, locals.buyAccess, locals.buyAccessChecked);
			output.code = locals.buyAccessChecked.code;
			break;

		case QUBIX_PROCEDURE_CREATE_JOB:
			copyFromBuffer(locals.createJob.call, input.input);
			locals.createJob.invocator = input.invocator;
			locals.createJob.amount = input.amount;
			CALL(CheckCreateJob, locals.createJob, locals.createJobChecked);
			output.code = locals.createJobChecked.code;
			break;

		case QUBIX_PROCEDURE_REVOKE_ASSIGNMENT:
			copyFromBuffer(locals.revokeAssignment.call, input.input);
			locals.revokeAssignment.invocator = input.invocator;
			locals.revokeAssignment.amount = input.amount;
			CALL(CheckRevokeAssignment, locals.revokeAssignment, locals.revokeAssignmentChecked);
			output.code = locals.revokeAssignmentChecked.code;
			break;

		case QUBIX_PROCEDURE_DECLINE_JOB:
			copyFromBuffer(locals.declineJob.call, input.input);
			locals.declineJob.invocator = input.invocator;
			CALL(CheckDeclineJob, locals.declineJob, locals.declineJobChecked);
			output.code = locals.declineJobChecked.code;
			break;

		case QUBIX_PROCEDURE_REISSUE_BATCH:
			copyFromBuffer(locals.reissueBatch.call, input.input);
			locals.reissueBatch.amount = input.amount;
			CALL(CheckReissueBatch, locals.reissueBatch, locals.reissueBatchChecked);
			output.code = locals.reissueBatchChecked.code;
			break;

		case QUBIX_PROCEDURE_ASSIGN_JOBS:
			copyFromBuffer(locals.assignJobs, input.input);
			locals.assign.nonce = locals.assignJobs.nonce;
			locals.assign.count = locals.assignJobs.count;
			locals.assign.invocator = input.invocator;
			locals.assign.amount = input.amount;
			CALL(CheckAssignJobs, locals.assign, locals.assignChecked);
			output.code = locals.assignChecked.code;
			if (output.code == QUBIX_CODE_OK)
			{
				locals.count = locals.assignJobs.count;
				for (locals.i = 0; locals.i < locals.count; locals.i++)
				{
					locals.assignItem.item = locals.assignJobs.items.get(locals.i);
					locals.assignItem.hub = locals.assignChecked.hub;
					CALL(CheckAssignItem, locals.assignItem, locals.assignItemChecked);
					output.codes.set(locals.i, locals.assignItemChecked.code);
				}
			}
			break;

		case QUBIX_PROCEDURE_RENEW_LEASES:
			copyFromBuffer(locals.renewLeases, input.input);
			output.code = QUBIX_CODE_OK;
			if (locals.renewLeases.count == 0 || locals.renewLeases.count > 64)
			{
				output.code = QUBIX_CODE_BAD_INPUT;
			}
			else if (input.amount < state.get().config.callFee)
			{
				output.code = QUBIX_CODE_FEE_TOO_SMALL;
			}
			else
			{
				locals.count = locals.renewLeases.count;
				for (locals.i = 0; locals.i < locals.count; locals.i++)
				{
					locals.leaseItem.item = locals.renewLeases.items.get(locals.i);
					locals.leaseItem.invocator = input.invocator;
					CALL(CheckLeaseItem, locals.leaseItem, locals.leaseItemChecked);
					output.codes.set(locals.i, locals.leaseItemChecked.code);
				}
			}
			break;

		case QUBIX_PROCEDURE_COMMIT_RESULTS:
			copyFromBuffer(locals.commitResults, input.input);
			output.code = QUBIX_CODE_BAD_INPUT;
			if (locals.commitResults.count > 0 && locals.commitResults.count <= 16)
			{
				output.code = QUBIX_CODE_OK;
				locals.count = locals.commitResults.count;
				for (locals.i = 0; locals.i < locals.count; locals.i++)
				{
					locals.commitItem.item = locals.commitResults.items.get(locals.i);
					locals.commitItem.invocator = input.invocator;
					CALL(CheckCommitItem, locals.commitItem, locals.commitItemChecked);
					output.codes.set(locals.i, locals.commitItemChecked.code);
				}
			}
			break;

		case QUBIX_PROCEDURE_REVEAL_RESULTS:
			copyFromBuffer(locals.revealResults, input.input);
			output.code = QUBIX_CODE_BAD_INPUT;
			if (locals.revealResults.count > 0 && locals.revealResults.count <= 4)
			{
				output.code = QUBIX_CODE_OK;
				locals.count = locals.revealResults.count;
				for (locals.i = 0; locals.i < locals.count; locals.i++)
				{
					locals.revealItem.item = locals.revealResults.items.get(locals.i);
					locals.revealItem.invocator = input.invocator;
					CALL(CheckRevealItem, locals.revealItem, locals.revealItemChecked);
					output.codes.set(locals.i, locals.revealItemChecked.code);
				}
			}
			break;

		case QUBIX_PROCEDURE_ACCEPT_RESULT:
		case QUBIX_PROCEDURE_CANCEL_JOB:
		case QUBIX_PROCEDURE_CLAIM_TIMEOUT:
			copyFromBuffer(locals.jobInput, input.input);
			locals.jobCall.procedure = input.procedure;
			locals.jobCall.invocator = input.invocator;
			locals.jobCall.jobKey = locals.jobInput.jobKey;
			locals.jobCall.jobSlot = locals.jobInput.jobSlot;
			CALL(CheckJobCall, locals.jobCall, locals.jobCallChecked);
			output.code = locals.jobCallChecked.code;
			break;

		case QUBIX_PROCEDURE_TOP_UP_JOB:
			copyFromBuffer(locals.topUpJob.call, input.input);
			locals.topUpJob.invocator = input.invocator;
			locals.topUpJob.amount = input.amount;
			CALL(CheckTopUpJob, locals.topUpJob, locals.topUpJobChecked);
			output.code = locals.topUpJobChecked.code;
			break;

		case QUBIX_PROCEDURE_DISPUTE_JOB:
		case QUBIX_PROCEDURE_OPEN_CHANNEL:
		case QUBIX_PROCEDURE_TOP_UP_CHANNEL:
		case QUBIX_PROCEDURE_REDEEM_VOUCHER:
		case QUBIX_PROCEDURE_CLOSE_CHANNEL:
			output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
			break;
		}
		// A batch is refused when each of its items is
		if (output.code == QUBIX_CODE_OK && locals.count > 0)
		{
			while (output.item < locals.count && output.codes.get(output.item) != QUBIX_CODE_OK)
			{
				output.item++;
			}
			if (output.item == locals.count)
			{
				output.item = 0;
				output.code = output.codes.get(0);
			}
		}
	}

	PUBLIC_FUNCTION(GetChannel)
	{
		output.code = QUBIX_CODE_NOT_YET_AVAILABLE;
	}

	struct GetReveal_locals
	{
		uint64 index;
		uint64 first;
	};
	PUBLIC_FUNCTION_WITH_LOCALS(GetReveal)
	{
		locals.first = (state.get().counts.reveals > QUBIX_MAX_REVEALS) ? (state.get().counts.reveals - QUBIX_MAX_REVEALS) : 0;
		for (locals.index = state.get().counts.reveals; locals.index > locals.first; locals.index--)
		{
			if (state.get().reveals.get(locals.index - 1).jobKey == input.jobKey
				&& state.get().reveals.get(locals.index - 1).attempt == input.attempt)
			{
				output.record = state.get().reveals.get(locals.index - 1);
				output.found = 1;
				return;
			}
		}
	}

	PUBLIC_FUNCTION(GetEpochRoot)
	{
		if (state.get().epochRoots.get(input.epoch).used && state.get().epochRoots.get(input.epoch).epoch == input.epoch)
		{
			output.record = state.get().epochRoots.get(input.epoch);
			output.found = 1;
		}
	}

	// --------------------------------------------------------------------------------------------------- the chain

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
		REGISTER_USER_PROCEDURE(SetAccessPrice, 27);
		REGISTER_USER_PROCEDURE(BuyAccess, 28);
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
		REGISTER_USER_FUNCTION(ListSales, 22);
	}

	// What the network starts with; a devnet sets its own.
	struct INITIALIZE_locals
	{
		Config config;
		uint32 i;
	};
	INITIALIZE_WITH_LOCALS()
	{
		locals.config.createFee = 1000;
		locals.config.callFee = 100;
		locals.config.modelFee = 100000;
		locals.config.reserveTarget = 0;
		locals.config.minPrice = 100;
		locals.config.minStake = 1000000;
		locals.config.minBond = 10000000;
		locals.config.flushTicks = 16;
		locals.config.commitGraceTicks = 64;
		locals.config.revealTicks = 64;
		locals.config.disputeTicks = 64;
		locals.config.revokeTicks = 16;
		locals.config.minLeaseTicks = 8;
		locals.config.maxLeaseTicks = 4096;
		locals.config.maxJobTicks = 1000000;
		locals.config.unstakeTicks = 1024;
		locals.config.retryTicks = 4;
		locals.config.sweepSlots = 256;
		locals.config.maxLiveJobsPerRequester = 2048;
		locals.config.hubBondBps = 1000;
		locals.config.lockBps = 10000;
		locals.config.baseShareBps = 2000;
		locals.config.burnBps = 5000;
		locals.config.minProtocolFeeBps = 100;
		locals.config.maxReplicas = QUBIX_MAX_REPLICAS;
		locals.config.chargeToleranceBps = 2500;
		locals.config.epochGuardMinutes = 3;
		state.mut().config = locals.config;
		for (locals.i = 0; locals.i < QUBIX_MAX_JOBS; locals.i++)
		{
			state.mut().jobOrder.set(locals.i, static_cast<uint16>(locals.i));
		}
		for (locals.i = 0; locals.i < QUBIX_MAX_ASSIGNMENTS; locals.i++)
		{
			state.mut().assignmentQueue.set(locals.i, static_cast<uint16>(locals.i));
		}
		// The free slots fill the ring: the next one to be freed overwrites the first one taken
		state.mut().counts.assignmentsGiven = QUBIX_MAX_ASSIGNMENTS;
	}

	// Invocations of the last epoch are forgotten by the network: those not yet authorized are queued again.
	struct BEGIN_EPOCH_locals
	{
		Batch batch;
		uint32 i;
	};
	BEGIN_EPOCH_WITH_LOCALS()
	{
		for (locals.i = state.get().counts.settledBatches; locals.i < state.get().counts.batches; locals.i++)
		{
			locals.batch = state.get().batches.get(locals.i);
			if (locals.batch.status == QUBIX_BATCH_PENDING
				&& qpi.getOcInvocationStatus(locals.batch.invocationId) == OC_INVOCATION_STATUS_UNKNOWN)
			{
				locals.batch.status = QUBIX_BATCH_QUEUED;
				locals.batch.retryAt = qpi.tick();
				state.mut().batches.set(locals.i, locals.batch);
			}
		}
	}

	// Flush, tend the batches, sweep. The work is bounded, the place where a sweep begins follows from the tick, and a
	// tick in which nothing is due writes nothing.
	struct END_TICK_locals
	{
		TendBatch_input tend;
		IsJobDue_input ask;
		IsJobDue_output answer;
		Advance_input advance;
		Advance_output advanced;
		NoData none;
		uint32 unsettled;
		uint32 polls;
		uint32 first;
		uint32 settlements;
		uint32 i;
	};
	END_TICK_WITH_LOCALS()
	{
		if (state.get().counts.liveJobs > 0 && qpi.tick() - state.get().counts.checkpointTick >= QUBIX_CHECKPOINT_TICKS)
		{
			if (qpi.tick() - state.get().counts.checkpointTick > 2 * QUBIX_CHECKPOINT_TICKS)
			{
				state.mut().counts.graceUntil = qpi.tick()
					+ ((state.get().config.revealTicks > state.get().config.disputeTicks)
						? state.get().config.revealTicks : state.get().config.disputeTicks) + 1;
			}
			state.mut().counts.checkpointTick = qpi.tick();
		}

		if (state.get().counts.openLeaves > 0
			&& qpi.tick() - state.get().counts.lastFlushTick >= state.get().config.flushTicks
			&& state.get().counts.batches - state.get().counts.settledBatches < QUBIX_MAX_BATCHES)
		{
			CALL(CloseBatch, locals.none, locals.none);
		}

		locals.unsettled = state.get().counts.batches - state.get().counts.settledBatches;
		if (locals.unsettled > 0)
		{
			locals.polls = (locals.unsettled < QUBIX_POLLS_PER_TICK) ? locals.unsettled : QUBIX_POLLS_PER_TICK;
			locals.first = static_cast<uint32>(mod<uint64>(static_cast<uint64>(qpi.tick()) * QUBIX_POLLS_PER_TICK, locals.unsettled));
			for (locals.i = 0; locals.i < locals.polls; locals.i++)
			{
				locals.tend.batch = state.get().counts.settledBatches + mod<uint32>(locals.first + locals.i, locals.unsettled);
				CALL(TendBatch, locals.tend, locals.none);
			}
			for (locals.i = 0; locals.i < locals.unsettled; locals.i++)
			{
				if (state.get().batches.get(state.get().counts.settledBatches).status < QUBIX_BATCH_AUTHORIZED)
				{
					break;
				}
				state.mut().counts.settledBatches++;
			}
		}

		if (state.get().counts.liveJobs <= state.get().config.sweepSlots)
		{
			// Few jobs: all of them. From the end, since a settled one's place is taken by the last.
			for (locals.i = state.get().counts.liveJobs; locals.i > 0; locals.i--)
			{
				locals.ask.slot = state.get().jobOrder.get(locals.i - 1);
				CALL(IsJobDue, locals.ask, locals.answer);
				if (locals.answer.due && locals.settlements < QUBIX_SETTLEMENTS_PER_TICK)
				{
					locals.advance.slot = locals.ask.slot;
					CALL(Advance, locals.advance, locals.advanced);
					locals.settlements += locals.advanced.settled;
				}
			}
		}
		else
		{
			// Many: a stretch of the table, so that each slot has its turn whatever else is created and settled
			for (locals.i = 0; locals.i < state.get().config.sweepSlots; locals.i++)
			{
				locals.ask.slot = static_cast<uint32>(mod<uint64>(static_cast<uint64>(qpi.tick()) * state.get().config.sweepSlots + locals.i, QUBIX_MAX_JOBS));
				CALL(IsJobDue, locals.ask, locals.answer);
				if (locals.answer.due && locals.settlements < QUBIX_SETTLEMENTS_PER_TICK)
				{
					locals.advance.slot = locals.ask.slot;
					CALL(Advance, locals.advance, locals.advanced);
					locals.settlements += locals.advanced.settled;
				}
			}
		}
	}

	// Runs whatever the reserve: what is due is settled, the root of the receipts is kept, the shareholders are paid.
	struct END_EPOCH_locals
	{
		IsJobDue_input ask;
		IsJobDue_output answer;
		Advance_input advance;
		Advance_output advanced;
		RootOf_input tree;
		RootOf_output top;
		EpochRoot root;
		sint64 perShare;
		uint32 i;
	};
	END_EPOCH_WITH_LOCALS()
	{
		// An empty reserve silences everybody, and whoever has an attempt is waited for; but not for ever: the escrow of a
		// requester isn't locked by a reserve that nobody fills
		if (state.get().counts.liveJobs > 0 && qpi.queryFeeReserve() <= 0
			&& qpi.tick() - state.get().counts.checkpointTick > QUBIX_DORMANT_TICKS)
		{
			state.mut().counts.graceUntil = 0;
			state.mut().counts.checkpointTick = qpi.tick();
		}
		for (locals.i = state.get().counts.liveJobs; locals.i > 0; locals.i--)
		{
			locals.ask.slot = state.get().jobOrder.get(locals.i - 1);
			CALL(IsJobDue, locals.ask, locals.answer);
			if (locals.answer.due)
			{
				locals.advance.slot = locals.ask.slot;
				CALL(Advance, locals.advance, locals.advanced);
			}
		}
		if (state.get().counts.receipts > 0)
		{
			locals.tree.frontier = state.get().receiptFrontier;
			locals.tree.count = state.get().counts.receipts;
			CALL(RootOf, locals.tree, locals.top);
			locals.root.root = locals.top.root;
			locals.root.count = locals.tree.count;
			locals.root.epoch = qpi.epoch();
			locals.root.used = 1;
			state.mut().epochRoots.set(locals.root.epoch, locals.root);
		}
		locals.perShare = div<sint64>(state.get().totals.revenue, QUBIX_SHARES);
		if (locals.perShare > 0)
		{
			state.mut().totals.revenue -= locals.perShare * QUBIX_SHARES;
			state.mut().totals.dividends += locals.perShare * QUBIX_SHARES;
			if (!qpi.distributeDividends(locals.perShare))
			{
				state.mut().totals.revenue += locals.perShare * QUBIX_SHARES;
				state.mut().totals.dividends -= locals.perShare * QUBIX_SHARES;
			}
		}
	}

	// A user's plain transfer goes back, with that of a call whose number doesn't exist. What contracts, dividends and
	// donations bring is revenue. The amount of a procedure's call is that procedure's business.
	POST_INCOMING_TRANSFER()
	{
		if (input.amount <= 0 || input.type == TransferType::procedureTransaction
			|| input.type == TransferType::procedureInvocationByOtherContract)
		{
			return;
		}
		if (input.type == TransferType::standardTransaction)
		{
			qpi.transfer(input.sourceId, input.amount);
			return;
		}
		state.mut().totals.revenue += input.amount;
	}
};
