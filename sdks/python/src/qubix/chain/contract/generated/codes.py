# Generated from contracts/Qubix.h by scripts/write-contract.ts. Do not edit.
# ruff: noqa: E501, RUF001
"""What the contract answers."""

CODES: dict[int, tuple[str, str]] = {
    0: (
        "OK",
        "Accepted.",
    ),
    1: (
        "NOT_YET_AVAILABLE",
        "This procedure is not switched on yet. What was attached came back.",
    ),
    2: (
        "BAD_INPUT",
        "A field of the input is outside of its range. Check the input against the contract's documentation.",
    ),
    3: (
        "CONTRACT_NOT_ALLOWED",
        "A contract cannot take this part. Use a user's identity.",
    ),
    4: (
        "FEE_TOO_SMALL",
        "The attached amount does not cover the fee. Attach at least the fee that GetConfig names.",
    ),
    5: (
        "AMOUNT_OUT_OF_RANGE",
        "An amount is negative or above 10^15 QU. Correct it.",
    ),
    6: (
        "NONCE_USED",
        "This intent was executed already, or its nonce is too old. Use a new nonce only if you mean it a second time.",
    ),
    7: (
        "NOT_AUTHORIZED",
        "The signer may not do this. Sign with the key that the record names (owner, hot key or requester).",
    ),
    8: (
        "TABLE_FULL",
        "The contract's table is full. Try again when entries have been freed.",
    ),
    9: (
        "ALREADY_REGISTERED",
        "This identity is registered already. Use the update procedure.",
    ),
    10: (
        "KEY_IN_USE",
        "This key belongs to another record. Use a key of its own.",
    ),
    11: (
        "UNKNOWN_HUB",
        "No such hub. Look at ListHubs.",
    ),
    12: (
        "HUB_PAUSED",
        "The hub takes no new jobs now. Choose another hub or wait.",
    ),
    13: (
        "BOND_TOO_SMALL",
        "The hub's bond does not cover this. Add to the bond with UpdateHub, or assign less.",
    ),
    14: (
        "BOND_IN_USE",
        "That part of the bond backs unsettled work. Withdraw less, or wait until jobs are settled.",
    ),
    15: (
        "UNKNOWN_PROVIDER",
        "No such provider. Look at ListProviders.",
    ),
    16: (
        "PROVIDER_PAUSED",
        "The provider takes no work now. Choose another.",
    ),
    17: (
        "STAKE_TOO_SMALL",
        "The provider's stake does not cover this. Add stake with UpdateProvider.",
    ),
    18: (
        "STAKE_LOCKED",
        "That part of the stake backs unsettled work. Wait until it is settled.",
    ),
    19: (
        "NO_UNSTAKE_REQUESTED",
        "Nothing was asked to be unstaked. Send RequestUnstake first.",
    ),
    20: (
        "UNSTAKE_NOT_DUE",
        "The waiting time of the withdrawal has not passed. Try again at the tick that GetProvider names.",
    ),
    21: (
        "PROVIDER_BUSY",
        "The provider has attempts that are not over. Wait until they are settled.",
    ),
    22: (
        "UNKNOWN_MODEL",
        "No such model. Look at ListModels.",
    ),
    23: (
        "MODEL_INACTIVE",
        "The model was withdrawn. Choose another one.",
    ),
    24: (
        "MODEL_EXISTS",
        "A model with this digest is published already.",
    ),
    25: (
        "ROYALTY_MISMATCH",
        "The royalty differs from the model's. Read it again with GetModel and build the job anew.",
    ),
    26: (
        "BAD_PARENT",
        "The parent model does not exist or its lineage is too long.",
    ),
    27: (
        "BAD_SHARE",
        "The parent's share is above 10,000 basis points.",
    ),
    28: (
        "UNKNOWN_JOB",
        "No such job: it is over, or slot and key do not belong together. Look at GetReceipt.",
    ),
    29: (
        "DUPLICATE_JOB",
        "This job is on the chain already. Nothing to do; use another nonce for another job.",
    ),
    30: (
        "KEY_BUCKET_FULL",
        "By chance too many job keys fall together. Choose another nonce.",
    ),
    31: (
        "TOO_MANY_JOBS",
        "The requester has as many live jobs as are allowed. Wait until one is settled.",
    ),
    32: (
        "CREATE_BY_OUT_OF_RANGE",
        "createBy has passed or lies too far ahead. Sign anew with a createBy at most 256 ticks ahead.",
    ),
    33: (
        "DEADLINE_OUT_OF_RANGE",
        "The deadline is too near or too far. Choose one within the limits that GetConfig names.",
    ),
    34: (
        "BAD_REPLICAS",
        "The number of replicas is not allowed. Choose 1 to 7.",
    ),
    35: (
        "BAD_QUORUM",
        "The quorum must be at least 1, at most the replicas, and more than half of them.",
    ),
    36: (
        "BAD_POLICY",
        "A policy field has an unknown value. Check accept, start and undecided policy.",
    ),
    37: (
        "PRICE_OUT_OF_RANGE",
        "The price is below the minimum or too high. Look at GetConfig.",
    ),
    38: (
        "HUB_FEE_TOO_LOW",
        "The hub asks for more. Read its minFee with GetHub.",
    ),
    39: (
        "PROTOCOL_FEE_TOO_LOW",
        "The protocol fee is below the minimum share that GetConfig names.",
    ),
    40: (
        "ESCROW_TOO_SMALL",
        "The attached amount is too small. CreateJob: attach replicas × priceCap + royalty + hubFee + protocolFee + createFee. TopUpJob: so much that each replica gets something, beside callFee.",
    ),
    41: (
        "BAD_OWN_LIST",
        "The job's own list names an unknown provider, one twice, or fewer than the quorum.",
    ),
    42: (
        "WRONG_HUB",
        "The job names another hub. Only that hub can assign it.",
    ),
    43: (
        "WRONG_STATE",
        "The job is in another phase. Read it again with GetJob.",
    ),
    44: (
        "TOO_LATE",
        "The time for this has passed.",
    ),
    45: (
        "NO_FREE_REPLICA",
        "All replicas of the job are assigned already.",
    ),
    46: (
        "PRICE_ABOVE_CAP",
        "The price is above the job's cap. Assign at a lower price.",
    ),
    47: (
        "PRICE_BELOW_MINIMUM",
        "The price is below what the provider accepts. Offer more or choose another provider.",
    ),
    48: (
        "HUB_NOT_ACCEPTED",
        "The provider does not accept work from this hub. Choose another provider.",
    ),
    49: (
        "NO_CAPACITY",
        "The provider runs as many attempts as it takes. Choose another or wait.",
    ),
    50: (
        "NOT_ON_OWN_LIST",
        "The job accepts only providers of its own list.",
    ),
    51: (
        "STAKE_BELOW_POLICY",
        "The provider's free stake is below what the job asks for.",
    ),
    52: (
        "NOT_BONDED",
        "The job accepts only bonded providers.",
    ),
    53: (
        "ALREADY_ON_JOB",
        "The provider has a replica of this job already. A second one must be another's.",
    ),
    54: (
        "FAILED_BEFORE",
        "The provider failed on this job before. Choose another.",
    ),
    55: (
        "LEASE_OUT_OF_RANGE",
        "The lease is shorter or longer than GetConfig allows.",
    ),
    56: (
        "TOO_MANY_ATTEMPTS",
        "The job was assigned too often. Cancel it or wait for its deadline.",
    ),
    57: (
        "UNKNOWN_ASSIGNMENT",
        "No such assignment. It may be over; look at GetJob.",
    ),
    58: (
        "STALE_ATTEMPT",
        "The assignment belongs to a newer attempt. Stop working on the old one.",
    ),
    59: (
        "NOT_LIVE",
        "The attempt is not running any more.",
    ),
    60: (
        "NOT_REVEALING",
        "The reveal phase is not open. Wait for the RevealOpened event, or it is over.",
    ),
    61: (
        "COMMITMENT_MISMATCH",
        "What was revealed is not what was committed. Reveal the same values with the same salt.",
    ),
    62: (
        "NOTHING_TO_OBJECT",
        "No revocation is pending for this attempt.",
    ),
    63: (
        "NOTHING_DUE",
        "Nothing has run out yet. Try again after the deadline.",
    ),
    64: (
        "UNKNOWN_BATCH",
        "No such batch. Look at GetBatch.",
    ),
    65: (
        "BATCH_NOT_REISSUABLE",
        "The batch is open, pending, or its leaves are no longer kept.",
    ),
    66: (
        "UNKNOWN_PROCEDURE",
        "There is no procedure of this number.",
    ),
    67: (
        "REVOCATION_PENDING",
        "A revocation of this attempt is pending already.",
    ),
    68: (
        "NOT_FOR_SALE",
        "Access to the model is not for sale. Ask its owner.",
    ),
    69: (
        "ACCESS_PRICE_MISMATCH",
        "The creator has changed the price of access. Look at the model and agree to the new one.",
    ),
}
"""Name of each code, and what happened and what to do about it."""
