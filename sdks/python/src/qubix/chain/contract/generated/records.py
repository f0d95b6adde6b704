# Generated from contracts/Qubix.h by scripts/write-contract.ts. Do not edit.
"""The structs of the contract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from ..codec import ID, S32, S64, U8, U16, U32, U64, U128, At, Bytes, Repeated
from ..record import Call, Question, Record, Structure


@dataclass(frozen=True, kw_only=True)
class RegisterHubOutput(Record):
    """`RegisterHub_output`"""

    SIZE: ClassVar[int] = 8

    code: Annotated[int, At(0, S32)]
    hub: Annotated[int, At(4, U16)]


@dataclass(frozen=True, kw_only=True)
class RegisterHubInput(Call):
    """`RegisterHub_input`"""

    SIZE: ClassVar[int] = 48
    PROCEDURE: ClassVar[int] = 1

    hot: Annotated[bytes, At(0, ID)]
    min_fee: Annotated[int, At(32, S64)]
    nonce: Annotated[int, At(40, U64)]


@dataclass(frozen=True, kw_only=True)
class UpdateHubOutput(Record):
    """`UpdateHub_output`"""

    SIZE: ClassVar[int] = 4

    code: Annotated[int, At(0, S32)]


@dataclass(frozen=True, kw_only=True)
class UpdateHubInput(Call):
    """`UpdateHub_input`"""

    SIZE: ClassVar[int] = 88
    PROCEDURE: ClassVar[int] = 2

    owner: Annotated[bytes, At(0, ID)]
    hot: Annotated[bytes, At(32, ID)]
    min_fee: Annotated[int, At(64, S64)]
    paused: Annotated[int, At(72, U8)]
    nonce: Annotated[int, At(80, U64)]


@dataclass(frozen=True, kw_only=True)
class WithdrawHubBondOutput(Record):
    """`WithdrawHubBond_output`"""

    SIZE: ClassVar[int] = 4

    code: Annotated[int, At(0, S32)]


@dataclass(frozen=True, kw_only=True)
class WithdrawHubBondInput(Call):
    """`WithdrawHubBond_input`"""

    SIZE: ClassVar[int] = 16
    PROCEDURE: ClassVar[int] = 3

    amount: Annotated[int, At(0, S64)]
    nonce: Annotated[int, At(8, U64)]


@dataclass(frozen=True, kw_only=True)
class RegisterProviderOutput(Record):
    """`RegisterProvider_output`"""

    SIZE: ClassVar[int] = 8

    code: Annotated[int, At(0, S32)]
    provider: Annotated[int, At(4, U16)]


@dataclass(frozen=True, kw_only=True)
class RegisterProviderInput(Call):
    """`RegisterProvider_input`"""

    SIZE: ClassVar[int] = 96
    PROCEDURE: ClassVar[int] = 4

    hot: Annotated[bytes, At(0, ID)]
    payout: Annotated[bytes, At(32, ID)]
    min_price: Annotated[int, At(64, S64)]
    capacity: Annotated[int, At(72, U16)]
    hubs: Annotated[tuple[int, ...], At(74, Repeated(U16, 4))]
    any_hub: Annotated[int, At(82, U8)]
    nonce: Annotated[int, At(88, U64)]


@dataclass(frozen=True, kw_only=True)
class UpdateProviderOutput(Record):
    """`UpdateProvider_output`"""

    SIZE: ClassVar[int] = 4

    code: Annotated[int, At(0, S32)]


@dataclass(frozen=True, kw_only=True)
class UpdateProviderInput(Call):
    """`UpdateProvider_input`"""

    SIZE: ClassVar[int] = 128
    PROCEDURE: ClassVar[int] = 5

    owner: Annotated[bytes, At(0, ID)]
    hot: Annotated[bytes, At(32, ID)]
    payout: Annotated[bytes, At(64, ID)]
    min_price: Annotated[int, At(96, S64)]
    capacity: Annotated[int, At(104, U16)]
    hubs: Annotated[tuple[int, ...], At(106, Repeated(U16, 4))]
    any_hub: Annotated[int, At(114, U8)]
    paused: Annotated[int, At(115, U8)]
    nonce: Annotated[int, At(120, U64)]


@dataclass(frozen=True, kw_only=True)
class RequestUnstakeOutput(Record):
    """`RequestUnstake_output`"""

    SIZE: ClassVar[int] = 4

    code: Annotated[int, At(0, S32)]


@dataclass(frozen=True, kw_only=True)
class RequestUnstakeInput(Call):
    """`RequestUnstake_input`"""

    SIZE: ClassVar[int] = 16
    PROCEDURE: ClassVar[int] = 6

    amount: Annotated[int, At(0, S64)]
    nonce: Annotated[int, At(8, U64)]


@dataclass(frozen=True, kw_only=True)
class UnstakeOutput(Record):
    """`Unstake_output`"""

    SIZE: ClassVar[int] = 4

    code: Annotated[int, At(0, S32)]


@dataclass(frozen=True, kw_only=True)
class UnstakeInput(Call):
    """`Unstake_input`"""

    SIZE: ClassVar[int] = 8
    PROCEDURE: ClassVar[int] = 7

    nonce: Annotated[int, At(0, U64)]


@dataclass(frozen=True, kw_only=True)
class PublishModelOutput(Record):
    """`PublishModel_output`"""

    SIZE: ClassVar[int] = 8

    code: Annotated[int, At(0, S32)]
    model: Annotated[int, At(4, U16)]


@dataclass(frozen=True, kw_only=True)
class PublishModelInput(Call):
    """`PublishModel_input`"""

    SIZE: ClassVar[int] = 56
    PROCEDURE: ClassVar[int] = 8

    digest: Annotated[bytes, At(0, ID)]
    royalty: Annotated[int, At(32, S64)]
    parent: Annotated[int, At(40, U16)]
    parent_share_bps: Annotated[int, At(42, U16)]
    nonce: Annotated[int, At(48, U64)]


@dataclass(frozen=True, kw_only=True)
class UpdateModelOutput(Record):
    """`UpdateModel_output`"""

    SIZE: ClassVar[int] = 4

    code: Annotated[int, At(0, S32)]


@dataclass(frozen=True, kw_only=True)
class UpdateModelInput(Call):
    """`UpdateModel_input`"""

    SIZE: ClassVar[int] = 56
    PROCEDURE: ClassVar[int] = 9

    model: Annotated[int, At(0, U16)]
    active: Annotated[int, At(2, U8)]
    royalty: Annotated[int, At(8, S64)]
    creator: Annotated[bytes, At(16, ID)]
    nonce: Annotated[int, At(48, U64)]


@dataclass(frozen=True, kw_only=True)
class CreateJobOutput(Record):
    """`CreateJob_output`"""

    SIZE: ClassVar[int] = 40

    code: Annotated[int, At(0, S32)]
    job_slot: Annotated[int, At(4, U32)]
    job_key: Annotated[bytes, At(8, ID)]


@dataclass(frozen=True, kw_only=True)
class CreateJobInput(Call):
    """`CreateJob_input`"""

    SIZE: ClassVar[int] = 120
    PROCEDURE: ClassVar[int] = 10

    spec_digest: Annotated[bytes, At(0, ID)]
    nonce: Annotated[int, At(32, U64)]
    create_by: Annotated[int, At(40, U32)]
    deadline: Annotated[int, At(44, U32)]
    hub: Annotated[int, At(48, U16)]
    model: Annotated[int, At(50, U16)]
    replicas: Annotated[int, At(52, U8)]
    quorum: Annotated[int, At(53, U8)]
    accept_policy: Annotated[int, At(54, U8)]
    start_policy: Annotated[int, At(55, U8)]
    undecided_policy: Annotated[int, At(56, U8)]
    metered: Annotated[int, At(57, U8)]
    price_cap: Annotated[int, At(64, S64)]
    royalty: Annotated[int, At(72, S64)]
    hub_fee: Annotated[int, At(80, S64)]
    protocol_fee: Annotated[int, At(88, S64)]
    min_stake: Annotated[int, At(96, S64)]
    providers: Annotated[tuple[int, ...], At(104, Repeated(U16, 8))]


@dataclass(frozen=True, kw_only=True)
class AssignJobsOutput(Record):
    """`AssignJobs_output`"""

    SIZE: ClassVar[int] = 136

    code: Annotated[int, At(0, S32)]
    accepted: Annotated[int, At(4, U16)]
    codes: Annotated[tuple[int, ...], At(8, Repeated(S32, 16))]
    assignments: Annotated[tuple[int, ...], At(72, Repeated(U32, 16))]


@dataclass(frozen=True, kw_only=True)
class AssignItem(Record):
    """`AssignItem`"""

    SIZE: ClassVar[int] = 56

    job_key: Annotated[bytes, At(0, ID)]
    price: Annotated[int, At(32, S64)]
    job_slot: Annotated[int, At(40, U32)]
    lease_ticks: Annotated[int, At(44, U32)]
    provider: Annotated[int, At(48, U16)]


@dataclass(frozen=True, kw_only=True)
class AssignJobsInput(Call):
    """`AssignJobs_input`"""

    SIZE: ClassVar[int] = 912
    PROCEDURE: ClassVar[int] = 11

    items: Annotated[tuple[AssignItem, ...], At(0, Repeated(Structure(AssignItem), 16))]
    count: Annotated[int, At(896, U16)]
    nonce: Annotated[int, At(904, U64)]


@dataclass(frozen=True, kw_only=True)
class RenewLeasesOutput(Record):
    """`RenewLeases_output`"""

    SIZE: ClassVar[int] = 264

    code: Annotated[int, At(0, S32)]
    accepted: Annotated[int, At(4, U16)]
    codes: Annotated[tuple[int, ...], At(8, Repeated(S32, 64))]


@dataclass(frozen=True, kw_only=True)
class LeaseItem(Record):
    """`LeaseItem`"""

    SIZE: ClassVar[int] = 12

    assignment: Annotated[int, At(0, U32)]
    attempt: Annotated[int, At(4, U32)]
    lease_ticks: Annotated[int, At(8, U32)]


@dataclass(frozen=True, kw_only=True)
class RenewLeasesInput(Call):
    """`RenewLeases_input`"""

    SIZE: ClassVar[int] = 784
    PROCEDURE: ClassVar[int] = 12

    items: Annotated[tuple[LeaseItem, ...], At(0, Repeated(Structure(LeaseItem), 64))]
    count: Annotated[int, At(768, U16)]
    nonce: Annotated[int, At(776, U64)]


@dataclass(frozen=True, kw_only=True)
class RevokeAssignmentOutput(Record):
    """`RevokeAssignment_output`"""

    SIZE: ClassVar[int] = 4

    code: Annotated[int, At(0, S32)]


@dataclass(frozen=True, kw_only=True)
class RevokeAssignmentInput(Call):
    """`RevokeAssignment_input`"""

    SIZE: ClassVar[int] = 16
    PROCEDURE: ClassVar[int] = 13

    assignment: Annotated[int, At(0, U32)]
    attempt: Annotated[int, At(4, U32)]
    nonce: Annotated[int, At(8, U64)]


@dataclass(frozen=True, kw_only=True)
class DeclineJobOutput(Record):
    """`DeclineJob_output`"""

    SIZE: ClassVar[int] = 4

    code: Annotated[int, At(0, S32)]


@dataclass(frozen=True, kw_only=True)
class DeclineJobInput(Call):
    """`DeclineJob_input`"""

    SIZE: ClassVar[int] = 24
    PROCEDURE: ClassVar[int] = 14

    assignment: Annotated[int, At(0, U32)]
    attempt: Annotated[int, At(4, U32)]
    reason: Annotated[int, At(8, U8)]
    nonce: Annotated[int, At(16, U64)]


@dataclass(frozen=True, kw_only=True)
class ReissueBatchOutput(Record):
    """`ReissueBatch_output`"""

    SIZE: ClassVar[int] = 4

    code: Annotated[int, At(0, S32)]


@dataclass(frozen=True, kw_only=True)
class ReissueBatchInput(Call):
    """`ReissueBatch_input`"""

    SIZE: ClassVar[int] = 16
    PROCEDURE: ClassVar[int] = 15

    batch: Annotated[int, At(0, U32)]
    nonce: Annotated[int, At(8, U64)]


@dataclass(frozen=True, kw_only=True)
class CommitResultsOutput(Record):
    """`CommitResults_output`"""

    SIZE: ClassVar[int] = 72

    code: Annotated[int, At(0, S32)]
    accepted: Annotated[int, At(4, U16)]
    codes: Annotated[tuple[int, ...], At(8, Repeated(S32, 16))]


@dataclass(frozen=True, kw_only=True)
class CommitItem(Record):
    """`CommitItem`"""

    SIZE: ClassVar[int] = 40

    commitment: Annotated[bytes, At(0, ID)]
    assignment: Annotated[int, At(32, U32)]
    attempt: Annotated[int, At(36, U32)]


@dataclass(frozen=True, kw_only=True)
class CommitResultsInput(Call):
    """`CommitResults_input`"""

    SIZE: ClassVar[int] = 656
    PROCEDURE: ClassVar[int] = 16

    items: Annotated[tuple[CommitItem, ...], At(0, Repeated(Structure(CommitItem), 16))]
    count: Annotated[int, At(640, U16)]
    nonce: Annotated[int, At(648, U64)]


@dataclass(frozen=True, kw_only=True)
class RevealResultsOutput(Record):
    """`RevealResults_output`"""

    SIZE: ClassVar[int] = 24

    code: Annotated[int, At(0, S32)]
    accepted: Annotated[int, At(4, U16)]
    codes: Annotated[tuple[int, ...], At(8, Repeated(S32, 4))]


@dataclass(frozen=True, kw_only=True)
class RevealItem(Record):
    """`RevealItem`"""

    SIZE: ClassVar[int] = 144

    result_digest: Annotated[bytes, At(0, ID)]
    ciphertext_digest: Annotated[bytes, At(32, ID)]
    masked_key: Annotated[bytes, At(64, ID)]
    salt: Annotated[bytes, At(96, ID)]
    charge: Annotated[int, At(128, S64)]
    assignment: Annotated[int, At(136, U32)]
    attempt: Annotated[int, At(140, U32)]


@dataclass(frozen=True, kw_only=True)
class RevealResultsInput(Call):
    """`RevealResults_input`"""

    SIZE: ClassVar[int] = 592
    PROCEDURE: ClassVar[int] = 17

    items: Annotated[tuple[RevealItem, ...], At(0, Repeated(Structure(RevealItem), 4))]
    count: Annotated[int, At(576, U16)]
    nonce: Annotated[int, At(584, U64)]


@dataclass(frozen=True, kw_only=True)
class AcceptResultOutput(Record):
    """`AcceptResult_output`"""

    SIZE: ClassVar[int] = 4

    code: Annotated[int, At(0, S32)]


@dataclass(frozen=True, kw_only=True)
class AcceptResultInput(Call):
    """`AcceptResult_input`"""

    SIZE: ClassVar[int] = 48
    PROCEDURE: ClassVar[int] = 18

    job_key: Annotated[bytes, At(0, ID)]
    job_slot: Annotated[int, At(32, U32)]
    nonce: Annotated[int, At(40, U64)]


@dataclass(frozen=True, kw_only=True)
class CancelJobOutput(Record):
    """`CancelJob_output`"""

    SIZE: ClassVar[int] = 4

    code: Annotated[int, At(0, S32)]


@dataclass(frozen=True, kw_only=True)
class CancelJobInput(Call):
    """`CancelJob_input`"""

    SIZE: ClassVar[int] = 48
    PROCEDURE: ClassVar[int] = 19

    job_key: Annotated[bytes, At(0, ID)]
    job_slot: Annotated[int, At(32, U32)]
    nonce: Annotated[int, At(40, U64)]


@dataclass(frozen=True, kw_only=True)
class ClaimTimeoutOutput(Record):
    """`ClaimTimeout_output`"""

    SIZE: ClassVar[int] = 4

    code: Annotated[int, At(0, S32)]


@dataclass(frozen=True, kw_only=True)
class ClaimTimeoutInput(Call):
    """`ClaimTimeout_input`"""

    SIZE: ClassVar[int] = 48
    PROCEDURE: ClassVar[int] = 20

    job_key: Annotated[bytes, At(0, ID)]
    job_slot: Annotated[int, At(32, U32)]
    nonce: Annotated[int, At(40, U64)]


@dataclass(frozen=True, kw_only=True)
class DisputeJobOutput(Record):
    """`DisputeJob_output`"""

    SIZE: ClassVar[int] = 4

    code: Annotated[int, At(0, S32)]


@dataclass(frozen=True, kw_only=True)
class DisputeJobInput(Call):
    """`DisputeJob_input`"""

    SIZE: ClassVar[int] = 48
    PROCEDURE: ClassVar[int] = 21

    job_key: Annotated[bytes, At(0, ID)]
    job_slot: Annotated[int, At(32, U32)]
    attempt: Annotated[int, At(36, U32)]
    nonce: Annotated[int, At(40, U64)]


@dataclass(frozen=True, kw_only=True)
class TopUpJobOutput(Record):
    """`TopUpJob_output`"""

    SIZE: ClassVar[int] = 4

    code: Annotated[int, At(0, S32)]


@dataclass(frozen=True, kw_only=True)
class TopUpJobInput(Call):
    """`TopUpJob_input`"""

    SIZE: ClassVar[int] = 48
    PROCEDURE: ClassVar[int] = 22

    job_key: Annotated[bytes, At(0, ID)]
    job_slot: Annotated[int, At(32, U32)]
    extend_ticks: Annotated[int, At(36, U32)]
    nonce: Annotated[int, At(40, U64)]


@dataclass(frozen=True, kw_only=True)
class OpenChannelOutput(Record):
    """`OpenChannel_output`"""

    SIZE: ClassVar[int] = 4

    code: Annotated[int, At(0, S32)]


@dataclass(frozen=True, kw_only=True)
class OpenChannelInput(Call):
    """`OpenChannel_input`"""

    SIZE: ClassVar[int] = 40
    PROCEDURE: ClassVar[int] = 23

    payee: Annotated[bytes, At(0, ID)]
    nonce: Annotated[int, At(32, U64)]


@dataclass(frozen=True, kw_only=True)
class TopUpChannelOutput(Record):
    """`TopUpChannel_output`"""

    SIZE: ClassVar[int] = 4

    code: Annotated[int, At(0, S32)]


@dataclass(frozen=True, kw_only=True)
class TopUpChannelInput(Call):
    """`TopUpChannel_input`"""

    SIZE: ClassVar[int] = 16
    PROCEDURE: ClassVar[int] = 24

    channel: Annotated[int, At(0, U32)]
    nonce: Annotated[int, At(8, U64)]


@dataclass(frozen=True, kw_only=True)
class RedeemVoucherOutput(Record):
    """`RedeemVoucher_output`"""

    SIZE: ClassVar[int] = 4

    code: Annotated[int, At(0, S32)]


@dataclass(frozen=True, kw_only=True)
class RedeemVoucherInput(Call):
    """`RedeemVoucher_input`"""

    SIZE: ClassVar[int] = 88
    PROCEDURE: ClassVar[int] = 25

    channel: Annotated[int, At(0, U32)]
    total: Annotated[int, At(8, S64)]
    signature: Annotated[bytes, At(16, Bytes(64))]
    nonce: Annotated[int, At(80, U64)]


@dataclass(frozen=True, kw_only=True)
class CloseChannelOutput(Record):
    """`CloseChannel_output`"""

    SIZE: ClassVar[int] = 4

    code: Annotated[int, At(0, S32)]


@dataclass(frozen=True, kw_only=True)
class CloseChannelInput(Call):
    """`CloseChannel_input`"""

    SIZE: ClassVar[int] = 16
    PROCEDURE: ClassVar[int] = 26

    channel: Annotated[int, At(0, U32)]
    nonce: Annotated[int, At(8, U64)]


@dataclass(frozen=True, kw_only=True)
class SetAccessPriceOutput(Record):
    """`SetAccessPrice_output`"""

    SIZE: ClassVar[int] = 4

    code: Annotated[int, At(0, S32)]


@dataclass(frozen=True, kw_only=True)
class SetAccessPriceInput(Call):
    """`SetAccessPrice_input`"""

    SIZE: ClassVar[int] = 24
    PROCEDURE: ClassVar[int] = 27

    model: Annotated[int, At(0, U16)]
    price: Annotated[int, At(8, S64)]
    nonce: Annotated[int, At(16, U64)]


@dataclass(frozen=True, kw_only=True)
class BuyAccessOutput(Record):
    """`BuyAccess_output`"""

    SIZE: ClassVar[int] = 4

    code: Annotated[int, At(0, S32)]


@dataclass(frozen=True, kw_only=True)
class BuyAccessInput(Call):
    """`BuyAccess_input`"""

    SIZE: ClassVar[int] = 16
    PROCEDURE: ClassVar[int] = 28

    model: Annotated[int, At(0, U16)]
    price: Annotated[int, At(8, S64)]


@dataclass(frozen=True, kw_only=True)
class Config(Record):
    """`Config`"""

    SIZE: ClassVar[int] = 136

    create_fee: Annotated[int, At(0, S64)]
    call_fee: Annotated[int, At(8, S64)]
    model_fee: Annotated[int, At(16, S64)]
    reserve_target: Annotated[int, At(24, S64)]
    min_price: Annotated[int, At(32, S64)]
    min_stake: Annotated[int, At(40, S64)]
    min_bond: Annotated[int, At(48, S64)]
    flush_ticks: Annotated[int, At(56, U32)]
    commit_grace_ticks: Annotated[int, At(60, U32)]
    reveal_ticks: Annotated[int, At(64, U32)]
    dispute_ticks: Annotated[int, At(68, U32)]
    revoke_ticks: Annotated[int, At(72, U32)]
    min_lease_ticks: Annotated[int, At(76, U32)]
    max_lease_ticks: Annotated[int, At(80, U32)]
    max_job_ticks: Annotated[int, At(84, U32)]
    unstake_ticks: Annotated[int, At(88, U32)]
    retry_ticks: Annotated[int, At(92, U32)]
    sweep_slots: Annotated[int, At(96, U32)]
    max_live_jobs_per_requester: Annotated[int, At(100, U32)]
    hub_bond_bps: Annotated[int, At(104, U32)]
    lock_bps: Annotated[int, At(108, U32)]
    base_share_bps: Annotated[int, At(112, U32)]
    burn_bps: Annotated[int, At(116, U32)]
    min_protocol_fee_bps: Annotated[int, At(120, U32)]
    max_replicas: Annotated[int, At(124, U32)]
    epoch_guard_minutes: Annotated[int, At(128, U32)]
    oracle_enabled: Annotated[int, At(132, U8)]
    channels_enabled: Annotated[int, At(133, U8)]
    charge_tolerance_bps: Annotated[int, At(134, U16)]


@dataclass(frozen=True, kw_only=True)
class GetConfigOutput(Record):
    """`GetConfig_output`"""

    SIZE: ClassVar[int] = 192

    config: Annotated[Config, At(0, Structure(Config))]
    create_fee_now: Annotated[int, At(136, S64)]
    contract_index: Annotated[int, At(144, U32)]
    tick: Annotated[int, At(148, U32)]
    max_hubs: Annotated[int, At(152, U32)]
    max_providers: Annotated[int, At(156, U32)]
    max_models: Annotated[int, At(160, U32)]
    max_jobs: Annotated[int, At(164, U32)]
    max_assignments: Annotated[int, At(168, U32)]
    max_events: Annotated[int, At(172, U32)]
    max_receipts: Annotated[int, At(176, U32)]
    max_reveals: Annotated[int, At(180, U32)]
    version: Annotated[int, At(184, U32)]


@dataclass(frozen=True, kw_only=True)
class GetConfigInput(Question[GetConfigOutput]):
    """`GetConfig_input`"""

    SIZE: ClassVar[int] = 4
    FUNCTION: ClassVar[int] = 1
    OUTPUT = GetConfigOutput


@dataclass(frozen=True, kw_only=True)
class Totals(Record):
    """`Totals`"""

    SIZE: ClassVar[int] = 112

    escrow: Annotated[int, At(0, S64)]
    stakes: Annotated[int, At(8, S64)]
    bonds: Annotated[int, At(16, S64)]
    channels: Annotated[int, At(24, S64)]
    revenue: Annotated[int, At(32, S64)]
    operations: Annotated[int, At(40, S64)]
    burned: Annotated[int, At(48, S64)]
    oc_fees: Annotated[int, At(56, S64)]
    slashed: Annotated[int, At(64, S64)]
    paid: Annotated[int, At(72, S64)]
    royalties: Annotated[int, At(80, S64)]
    hub_fees: Annotated[int, At(88, S64)]
    refunded: Annotated[int, At(96, S64)]
    dividends: Annotated[int, At(104, S64)]


@dataclass(frozen=True, kw_only=True)
class Counts(Record):
    """`Counts`"""

    SIZE: ClassVar[int] = 128

    events: Annotated[int, At(0, U64)]
    receipts: Annotated[int, At(8, U64)]
    reveals: Annotated[int, At(16, U64)]
    leaves: Annotated[int, At(24, U64)]
    jobs_created: Annotated[int, At(32, U64)]
    assignments_taken: Annotated[int, At(40, U64)]
    assignments_given: Annotated[int, At(48, U64)]
    sales: Annotated[int, At(56, U64)]
    live_jobs: Annotated[int, At(64, U32)]
    live_assignments: Annotated[int, At(68, U32)]
    hubs: Annotated[int, At(72, U32)]
    providers: Annotated[int, At(76, U32)]
    models: Annotated[int, At(80, U32)]
    batches: Annotated[int, At(84, U32)]
    settled_batches: Annotated[int, At(88, U32)]
    open_leaves: Annotated[int, At(92, U32)]
    last_flush_tick: Annotated[int, At(96, U32)]
    hub_slots: Annotated[int, At(100, U32)]
    provider_slots: Annotated[int, At(104, U32)]
    model_slots: Annotated[int, At(108, U32)]
    checkpoint_tick: Annotated[int, At(112, U32)]
    grace_until: Annotated[int, At(116, U32)]
    last_retry_tick: Annotated[int, At(120, U32)]
    live_replicas: Annotated[int, At(124, U32)]


@dataclass(frozen=True, kw_only=True)
class GetTotalsOutput(Record):
    """`GetTotals_output`"""

    SIZE: ClassVar[int] = 296

    holds: Annotated[int, At(0, S64)]
    owes: Annotated[int, At(8, S64)]
    totals: Annotated[Totals, At(16, Structure(Totals))]
    counts: Annotated[Counts, At(128, Structure(Counts))]
    chain_hash: Annotated[bytes, At(256, ID)]
    tick: Annotated[int, At(288, U32)]
    epoch: Annotated[int, At(292, U16)]


@dataclass(frozen=True, kw_only=True)
class GetTotalsInput(Question[GetTotalsOutput]):
    """`GetTotals_input`"""

    SIZE: ClassVar[int] = 4
    FUNCTION: ClassVar[int] = 2
    OUTPUT = GetTotalsOutput


@dataclass(frozen=True, kw_only=True)
class NonceWindow(Record):
    """`NonceWindow`"""

    SIZE: ClassVar[int] = 16

    top: Annotated[int, At(0, U64)]
    seen: Annotated[int, At(8, U64)]


@dataclass(frozen=True, kw_only=True)
class Hub(Record):
    """`Hub`"""

    SIZE: ClassVar[int] = 144

    owner: Annotated[bytes, At(0, ID)]
    hot: Annotated[bytes, At(32, ID)]
    bond: Annotated[int, At(64, S64)]
    exposure: Annotated[int, At(72, S64)]
    min_fee: Annotated[int, At(80, S64)]
    earned: Annotated[int, At(88, S64)]
    owner_nonces: Annotated[NonceWindow, At(96, Structure(NonceWindow))]
    hot_nonces: Annotated[NonceWindow, At(112, Structure(NonceWindow))]
    registered_tick: Annotated[int, At(128, U32)]
    changed_tick: Annotated[int, At(132, U32)]
    live_jobs: Annotated[int, At(136, U32)]
    used: Annotated[int, At(140, U8)]
    paused: Annotated[int, At(141, U8)]


@dataclass(frozen=True, kw_only=True)
class GetHubOutput(Record):
    """`GetHub_output`"""

    SIZE: ClassVar[int] = 160

    record: Annotated[Hub, At(0, Structure(Hub))]
    free_bond: Annotated[int, At(144, S64)]
    hub: Annotated[int, At(152, U16)]
    found: Annotated[int, At(154, U8)]


@dataclass(frozen=True, kw_only=True)
class GetHubInput(Question[GetHubOutput]):
    """`GetHub_input`"""

    SIZE: ClassVar[int] = 40
    FUNCTION: ClassVar[int] = 3
    OUTPUT = GetHubOutput

    identity: Annotated[bytes, At(0, ID)]
    hub: Annotated[int, At(32, U16)]


@dataclass(frozen=True, kw_only=True)
class Reputation(Record):
    """`Reputation`"""

    SIZE: ClassVar[int] = 72

    verified_weight: Annotated[int, At(0, S64)]
    odd_weight: Annotated[int, At(8, S64)]
    earned: Annotated[int, At(16, S64)]
    slashed: Annotated[int, At(24, S64)]
    requesters: Annotated[int, At(32, U128)]
    verified: Annotated[int, At(48, U32)]
    undecided: Annotated[int, At(52, U32)]
    odd: Annotated[int, At(56, U32)]
    unrevealed: Annotated[int, At(60, U32)]
    lost: Annotated[int, At(64, U32)]
    declined: Annotated[int, At(68, U32)]


@dataclass(frozen=True, kw_only=True)
class Provider(Record):
    """`Provider`"""

    SIZE: ClassVar[int] = 248

    owner: Annotated[bytes, At(0, ID)]
    hot: Annotated[bytes, At(32, ID)]
    payout: Annotated[bytes, At(64, ID)]
    stake: Annotated[int, At(96, S64)]
    locked: Annotated[int, At(104, S64)]
    unstaking: Annotated[int, At(112, S64)]
    min_price: Annotated[int, At(120, S64)]
    owner_nonces: Annotated[NonceWindow, At(128, Structure(NonceWindow))]
    reputation: Annotated[Reputation, At(144, Structure(Reputation))]
    hubs: Annotated[tuple[int, ...], At(216, Repeated(U16, 4))]
    hubs_tick: Annotated[int, At(224, U32)]
    unstake_at: Annotated[int, At(228, U32)]
    registered_tick: Annotated[int, At(232, U32)]
    changed_tick: Annotated[int, At(236, U32)]
    capacity: Annotated[int, At(240, U16)]
    live: Annotated[int, At(242, U16)]
    used: Annotated[int, At(244, U8)]
    paused: Annotated[int, At(245, U8)]
    any_hub: Annotated[int, At(246, U8)]


@dataclass(frozen=True, kw_only=True)
class GetProviderOutput(Record):
    """`GetProvider_output`"""

    SIZE: ClassVar[int] = 272

    record: Annotated[Provider, At(0, Structure(Provider))]
    free_stake: Annotated[int, At(248, S64)]
    score: Annotated[int, At(256, U32)]
    requesters: Annotated[int, At(260, U32)]
    provider: Annotated[int, At(264, U16)]
    found: Annotated[int, At(266, U8)]
    bonded: Annotated[int, At(267, U8)]


@dataclass(frozen=True, kw_only=True)
class GetProviderInput(Question[GetProviderOutput]):
    """`GetProvider_input`"""

    SIZE: ClassVar[int] = 40
    FUNCTION: ClassVar[int] = 4
    OUTPUT = GetProviderOutput

    identity: Annotated[bytes, At(0, ID)]
    provider: Annotated[int, At(32, U16)]


@dataclass(frozen=True, kw_only=True)
class Model(Record):
    """`Model`"""

    SIZE: ClassVar[int] = 112

    creator: Annotated[bytes, At(0, ID)]
    digest: Annotated[bytes, At(32, ID)]
    royalty: Annotated[int, At(64, S64)]
    access_price: Annotated[int, At(72, S64)]
    earned: Annotated[int, At(80, S64)]
    nonce: Annotated[int, At(88, U64)]
    changed_tick: Annotated[int, At(96, U32)]
    runs: Annotated[int, At(100, U32)]
    parent: Annotated[int, At(104, U16)]
    parent_share_bps: Annotated[int, At(106, U16)]
    used: Annotated[int, At(108, U8)]
    active: Annotated[int, At(109, U8)]


@dataclass(frozen=True, kw_only=True)
class GetModelOutput(Record):
    """`GetModel_output`"""

    SIZE: ClassVar[int] = 120

    record: Annotated[Model, At(0, Structure(Model))]
    model: Annotated[int, At(112, U16)]
    found: Annotated[int, At(114, U8)]


@dataclass(frozen=True, kw_only=True)
class GetModelInput(Question[GetModelOutput]):
    """`GetModel_input`"""

    SIZE: ClassVar[int] = 40
    FUNCTION: ClassVar[int] = 5
    OUTPUT = GetModelOutput

    digest: Annotated[bytes, At(0, ID)]
    model: Annotated[int, At(32, U16)]


@dataclass(frozen=True, kw_only=True)
class Job(Record):
    """`Job`"""

    SIZE: ClassVar[int] = 232

    key: Annotated[bytes, At(0, ID)]
    requester: Annotated[bytes, At(32, ID)]
    spec_digest: Annotated[bytes, At(64, ID)]
    price_cap: Annotated[int, At(96, S64)]
    royalty: Annotated[int, At(104, S64)]
    hub_fee: Annotated[int, At(112, S64)]
    protocol_fee: Annotated[int, At(120, S64)]
    min_stake: Annotated[int, At(128, S64)]
    create_by: Annotated[int, At(136, U32)]
    deadline: Annotated[int, At(140, U32)]
    phase_ends: Annotated[int, At(144, U32)]
    created_tick: Annotated[int, At(148, U32)]
    changed_tick: Annotated[int, At(152, U32)]
    attempts: Annotated[int, At(156, U32)]
    providers: Annotated[tuple[int, ...], At(160, Repeated(U16, 8))]
    assignments: Annotated[tuple[int, ...], At(176, Repeated(U16, 8))]
    failed: Annotated[tuple[int, ...], At(192, Repeated(U16, 8))]
    hub: Annotated[int, At(208, U16)]
    model: Annotated[int, At(210, U16)]
    position: Annotated[int, At(212, U16)]
    top_ups: Annotated[int, At(214, U16)]
    top_ups_seen: Annotated[int, At(216, U16)]
    state: Annotated[int, At(218, U8)]
    replicas: Annotated[int, At(219, U8)]
    quorum: Annotated[int, At(220, U8)]
    accept_policy: Annotated[int, At(221, U8)]
    start_policy: Annotated[int, At(222, U8)]
    undecided_policy: Annotated[int, At(223, U8)]
    placed: Annotated[int, At(224, U8)]
    committed: Annotated[int, At(225, U8)]
    revealed: Annotated[int, At(226, U8)]
    failures: Annotated[int, At(227, U8)]
    agreeing: Annotated[int, At(228, U8)]
    counted: Annotated[int, At(229, U8)]
    metered: Annotated[int, At(230, U8)]


@dataclass(frozen=True, kw_only=True)
class Assignment(Record):
    """`Assignment`"""

    SIZE: ClassVar[int] = 96

    digest: Annotated[bytes, At(0, ID)]
    price: Annotated[int, At(32, S64)]
    charge: Annotated[int, At(40, S64)]
    locked: Annotated[int, At(48, S64)]
    lease_until: Annotated[int, At(56, U32)]
    revoke_at: Annotated[int, At(60, U32)]
    assigned_tick: Annotated[int, At(64, U32)]
    changed_tick: Annotated[int, At(68, U32)]
    expiry: Annotated[int, At(72, U32)]
    batch: Annotated[int, At(76, U32)]
    reveal_index: Annotated[int, At(80, U32)]
    attempt: Annotated[int, At(84, U16)]
    leaf_index: Annotated[int, At(86, U16)]
    job: Annotated[int, At(88, U16)]
    provider: Annotated[int, At(90, U16)]
    state: Annotated[int, At(92, U8)]
    objected: Annotated[int, At(93, U8)]
    bonded: Annotated[int, At(94, U8)]


@dataclass(frozen=True, kw_only=True)
class AssignmentEntry(Record):
    """`AssignmentEntry`"""

    SIZE: ClassVar[int] = 104

    record: Annotated[Assignment, At(0, Structure(Assignment))]
    slot: Annotated[int, At(96, U32)]


@dataclass(frozen=True, kw_only=True)
class GetJobOutput(Record):
    """`GetJob_output`"""

    SIZE: ClassVar[int] = 1088

    record: Annotated[Job, At(0, Structure(Job))]
    escrow: Annotated[int, At(232, S64)]
    job_slot: Annotated[int, At(240, U32)]
    tick: Annotated[int, At(244, U32)]
    found: Annotated[int, At(248, U8)]
    finished: Annotated[int, At(249, U8)]
    assignments: Annotated[tuple[AssignmentEntry, ...], At(256, Repeated(Structure(AssignmentEntry), 8))]


@dataclass(frozen=True, kw_only=True)
class GetJobInput(Question[GetJobOutput]):
    """`GetJob_input`"""

    SIZE: ClassVar[int] = 40
    FUNCTION: ClassVar[int] = 6
    OUTPUT = GetJobOutput

    job_key: Annotated[bytes, At(0, ID)]
    job_slot: Annotated[int, At(32, U32)]


@dataclass(frozen=True, kw_only=True)
class GetAssignmentOutput(Record):
    """`GetAssignment_output`"""

    SIZE: ClassVar[int] = 200

    record: Annotated[Assignment, At(0, Structure(Assignment))]
    job_key: Annotated[bytes, At(96, ID)]
    ciphertext_digest: Annotated[bytes, At(128, ID)]
    masked_key: Annotated[bytes, At(160, ID)]
    tick: Annotated[int, At(192, U32)]
    found: Annotated[int, At(196, U8)]


@dataclass(frozen=True, kw_only=True)
class GetAssignmentInput(Question[GetAssignmentOutput]):
    """`GetAssignment_input`"""

    SIZE: ClassVar[int] = 4
    FUNCTION: ClassVar[int] = 7
    OUTPUT = GetAssignmentOutput

    assignment: Annotated[int, At(0, U32)]


@dataclass(frozen=True, kw_only=True)
class GetBatchOutput(Record):
    """`GetBatch_output`"""

    SIZE: ClassVar[int] = 72

    root: Annotated[bytes, At(0, ID)]
    invocation_id: Annotated[int, At(32, S64)]
    first_leaf: Annotated[int, At(40, U64)]
    batch: Annotated[int, At(48, U32)]
    count: Annotated[int, At(52, U32)]
    tick: Annotated[int, At(56, U32)]
    epoch: Annotated[int, At(60, U16)]
    status: Annotated[int, At(62, U8)]
    tries: Annotated[int, At(63, U8)]
    found: Annotated[int, At(64, U8)]


@dataclass(frozen=True, kw_only=True)
class GetBatchInput(Question[GetBatchOutput]):
    """`GetBatch_input`"""

    SIZE: ClassVar[int] = 4
    FUNCTION: ClassVar[int] = 8
    OUTPUT = GetBatchOutput

    batch: Annotated[int, At(0, U32)]


@dataclass(frozen=True, kw_only=True)
class GetPathOutput(Record):
    """`GetPath_output`"""

    SIZE: ClassVar[int] = 584

    leaf: Annotated[bytes, At(0, ID)]
    root: Annotated[bytes, At(32, ID)]
    siblings: Annotated[tuple[bytes, ...], At(64, Repeated(ID, 16))]
    depth: Annotated[int, At(576, U32)]
    found: Annotated[int, At(580, U8)]


@dataclass(frozen=True, kw_only=True)
class GetPathInput(Question[GetPathOutput]):
    """`GetPath_input`"""

    SIZE: ClassVar[int] = 8
    FUNCTION: ClassVar[int] = 9
    OUTPUT = GetPathOutput

    batch: Annotated[int, At(0, U32)]
    index: Annotated[int, At(4, U32)]


@dataclass(frozen=True, kw_only=True)
class Event(Record):
    """`Event`"""

    SIZE: ClassVar[int] = 96

    seq: Annotated[int, At(0, U64)]
    tick: Annotated[int, At(8, U32)]
    epoch: Annotated[int, At(12, U16)]
    type: Annotated[int, At(14, U16)]
    slot: Annotated[int, At(16, U32)]
    other: Annotated[int, At(20, U32)]
    amount: Annotated[int, At(24, S64)]
    key: Annotated[bytes, At(32, ID)]
    chain_hash: Annotated[bytes, At(64, ID)]


@dataclass(frozen=True, kw_only=True)
class GetEventsOutput(Record):
    """`GetEvents_output`"""

    SIZE: ClassVar[int] = 24632

    tick: Annotated[int, At(0, U32)]
    epoch: Annotated[int, At(4, U16)]
    count: Annotated[int, At(6, U16)]
    first_seq: Annotated[int, At(8, U64)]
    next_seq: Annotated[int, At(16, U64)]
    chain_hash: Annotated[bytes, At(24, ID)]
    events: Annotated[tuple[Event, ...], At(56, Repeated(Structure(Event), 256))]


@dataclass(frozen=True, kw_only=True)
class GetEventsInput(Question[GetEventsOutput]):
    """`GetEvents_input`"""

    SIZE: ClassVar[int] = 8
    FUNCTION: ClassVar[int] = 10
    OUTPUT = GetEventsOutput

    from_seq: Annotated[int, At(0, U64)]


@dataclass(frozen=True, kw_only=True)
class HubEntry(Record):
    """`HubEntry`"""

    SIZE: ClassVar[int] = 152

    record: Annotated[Hub, At(0, Structure(Hub))]
    slot: Annotated[int, At(144, U32)]


@dataclass(frozen=True, kw_only=True)
class ListHubsOutput(Record):
    """`ListHubs_output`"""

    SIZE: ClassVar[int] = 38928

    tick: Annotated[int, At(0, U32)]
    next_slot: Annotated[int, At(4, U32)]
    count: Annotated[int, At(8, U32)]
    entries: Annotated[tuple[HubEntry, ...], At(16, Repeated(Structure(HubEntry), 256))]


@dataclass(frozen=True, kw_only=True)
class ListHubsInput(Question[ListHubsOutput]):
    """`ListHubs_input`"""

    SIZE: ClassVar[int] = 8
    FUNCTION: ClassVar[int] = 11
    OUTPUT = ListHubsOutput

    from_slot: Annotated[int, At(0, U32)]
    changed_since: Annotated[int, At(4, U32)]


@dataclass(frozen=True, kw_only=True)
class ProviderEntry(Record):
    """`ProviderEntry`"""

    SIZE: ClassVar[int] = 256

    record: Annotated[Provider, At(0, Structure(Provider))]
    slot: Annotated[int, At(248, U32)]
    score: Annotated[int, At(252, U32)]


@dataclass(frozen=True, kw_only=True)
class ListProvidersOutput(Record):
    """`ListProviders_output`"""

    SIZE: ClassVar[int] = 32784

    tick: Annotated[int, At(0, U32)]
    next_slot: Annotated[int, At(4, U32)]
    count: Annotated[int, At(8, U32)]
    entries: Annotated[tuple[ProviderEntry, ...], At(16, Repeated(Structure(ProviderEntry), 128))]


@dataclass(frozen=True, kw_only=True)
class ListProvidersInput(Question[ListProvidersOutput]):
    """`ListProviders_input`"""

    SIZE: ClassVar[int] = 8
    FUNCTION: ClassVar[int] = 12
    OUTPUT = ListProvidersOutput

    from_slot: Annotated[int, At(0, U32)]
    changed_since: Annotated[int, At(4, U32)]


@dataclass(frozen=True, kw_only=True)
class ModelEntry(Record):
    """`ModelEntry`"""

    SIZE: ClassVar[int] = 120

    record: Annotated[Model, At(0, Structure(Model))]
    slot: Annotated[int, At(112, U32)]


@dataclass(frozen=True, kw_only=True)
class ListModelsOutput(Record):
    """`ListModels_output`"""

    SIZE: ClassVar[int] = 30736

    tick: Annotated[int, At(0, U32)]
    next_slot: Annotated[int, At(4, U32)]
    count: Annotated[int, At(8, U32)]
    entries: Annotated[tuple[ModelEntry, ...], At(16, Repeated(Structure(ModelEntry), 256))]


@dataclass(frozen=True, kw_only=True)
class ListModelsInput(Question[ListModelsOutput]):
    """`ListModels_input`"""

    SIZE: ClassVar[int] = 8
    FUNCTION: ClassVar[int] = 13
    OUTPUT = ListModelsOutput

    from_slot: Annotated[int, At(0, U32)]
    changed_since: Annotated[int, At(4, U32)]


@dataclass(frozen=True, kw_only=True)
class JobEntry(Record):
    """`JobEntry`"""

    SIZE: ClassVar[int] = 240

    record: Annotated[Job, At(0, Structure(Job))]
    slot: Annotated[int, At(232, U32)]


@dataclass(frozen=True, kw_only=True)
class ListJobsOutput(Record):
    """`ListJobs_output`"""

    SIZE: ClassVar[int] = 30736

    tick: Annotated[int, At(0, U32)]
    next_slot: Annotated[int, At(4, U32)]
    count: Annotated[int, At(8, U32)]
    entries: Annotated[tuple[JobEntry, ...], At(16, Repeated(Structure(JobEntry), 128))]


@dataclass(frozen=True, kw_only=True)
class ListJobsInput(Question[ListJobsOutput]):
    """`ListJobs_input`"""

    SIZE: ClassVar[int] = 8
    FUNCTION: ClassVar[int] = 14
    OUTPUT = ListJobsOutput

    from_slot: Annotated[int, At(0, U32)]
    changed_since: Annotated[int, At(4, U32)]


@dataclass(frozen=True, kw_only=True)
class ListAssignmentsOutput(Record):
    """`ListAssignments_output`"""

    SIZE: ClassVar[int] = 26640

    tick: Annotated[int, At(0, U32)]
    next_slot: Annotated[int, At(4, U32)]
    count: Annotated[int, At(8, U32)]
    entries: Annotated[tuple[AssignmentEntry, ...], At(16, Repeated(Structure(AssignmentEntry), 256))]


@dataclass(frozen=True, kw_only=True)
class ListAssignmentsInput(Question[ListAssignmentsOutput]):
    """`ListAssignments_input`"""

    SIZE: ClassVar[int] = 8
    FUNCTION: ClassVar[int] = 15
    OUTPUT = ListAssignmentsOutput

    from_slot: Annotated[int, At(0, U32)]
    changed_since: Annotated[int, At(4, U32)]


@dataclass(frozen=True, kw_only=True)
class ReceiptRun(Record):
    """`ReceiptRun`"""

    SIZE: ClassVar[int] = 24

    paid: Annotated[int, At(0, S64)]
    slashed: Annotated[int, At(8, S64)]
    attempt: Annotated[int, At(16, U32)]
    provider: Annotated[int, At(20, U16)]
    outcome: Annotated[int, At(22, U8)]


@dataclass(frozen=True, kw_only=True)
class Receipt(Record):
    """`Receipt`"""

    SIZE: ClassVar[int] = 400

    job_key: Annotated[bytes, At(0, ID)]
    requester: Annotated[bytes, At(32, ID)]
    spec_digest: Annotated[bytes, At(64, ID)]
    result_digest: Annotated[bytes, At(96, ID)]
    index: Annotated[int, At(128, U64)]
    escrow: Annotated[int, At(136, S64)]
    royalty_paid: Annotated[int, At(144, S64)]
    hub_paid: Annotated[int, At(152, S64)]
    burned: Annotated[int, At(160, S64)]
    to_shareholders: Annotated[int, At(168, S64)]
    refunded: Annotated[int, At(176, S64)]
    slashed: Annotated[int, At(184, S64)]
    tick: Annotated[int, At(192, U32)]
    epoch: Annotated[int, At(196, U16)]
    hub: Annotated[int, At(198, U16)]
    model: Annotated[int, At(200, U16)]
    close_reason: Annotated[int, At(202, U8)]
    replicas: Annotated[int, At(203, U8)]
    metered: Annotated[int, At(204, U8)]
    runs: Annotated[tuple[ReceiptRun, ...], At(208, Repeated(Structure(ReceiptRun), 8))]


@dataclass(frozen=True, kw_only=True)
class GetReceiptOutput(Record):
    """`GetReceipt_output`"""

    SIZE: ClassVar[int] = 416

    receipt: Annotated[Receipt, At(0, Structure(Receipt))]
    count: Annotated[int, At(400, U64)]
    found: Annotated[int, At(408, U8)]


@dataclass(frozen=True, kw_only=True)
class GetReceiptInput(Question[GetReceiptOutput]):
    """`GetReceipt_input`"""

    SIZE: ClassVar[int] = 40
    FUNCTION: ClassVar[int] = 16
    OUTPUT = GetReceiptOutput

    job_key: Annotated[bytes, At(0, ID)]
    index: Annotated[int, At(32, U64)]


@dataclass(frozen=True, kw_only=True)
class GetReceiptPathOutput(Record):
    """`GetReceiptPath_output`"""

    SIZE: ClassVar[int] = 1104

    leaf: Annotated[bytes, At(0, ID)]
    root: Annotated[bytes, At(32, ID)]
    count: Annotated[int, At(64, U64)]
    depth: Annotated[int, At(72, U32)]
    found: Annotated[int, At(76, U8)]
    siblings: Annotated[tuple[bytes, ...], At(80, Repeated(ID, 32))]


@dataclass(frozen=True, kw_only=True)
class GetReceiptPathInput(Question[GetReceiptPathOutput]):
    """`GetReceiptPath_input`"""

    SIZE: ClassVar[int] = 16
    FUNCTION: ClassVar[int] = 17
    OUTPUT = GetReceiptPathOutput

    index: Annotated[int, At(0, U64)]
    count: Annotated[int, At(8, U64)]


@dataclass(frozen=True, kw_only=True)
class ExplainOutput(Record):
    """`Explain_output`"""

    SIZE: ClassVar[int] = 264

    code: Annotated[int, At(0, S32)]
    item: Annotated[int, At(4, U32)]
    codes: Annotated[tuple[int, ...], At(8, Repeated(S32, 64))]


@dataclass(frozen=True, kw_only=True)
class ExplainInput(Question[ExplainOutput]):
    """`Explain_input`"""

    SIZE: ClassVar[int] = 1072
    FUNCTION: ClassVar[int] = 18
    OUTPUT = ExplainOutput

    invocator: Annotated[bytes, At(0, ID)]
    amount: Annotated[int, At(32, S64)]
    procedure: Annotated[int, At(40, U16)]
    input: Annotated[bytes, At(42, Bytes(1024))]


@dataclass(frozen=True, kw_only=True)
class Channel(Record):
    """`Channel`"""

    SIZE: ClassVar[int] = 112

    payer: Annotated[bytes, At(0, ID)]
    payee: Annotated[bytes, At(32, ID)]
    deposit: Annotated[int, At(64, S64)]
    redeemed: Annotated[int, At(72, S64)]
    claimed: Annotated[int, At(80, S64)]
    nonce: Annotated[int, At(88, U64)]
    closes_at: Annotated[int, At(96, U32)]
    changed_tick: Annotated[int, At(100, U32)]
    state: Annotated[int, At(104, U8)]


@dataclass(frozen=True, kw_only=True)
class GetChannelOutput(Record):
    """`GetChannel_output`"""

    SIZE: ClassVar[int] = 120

    record: Annotated[Channel, At(0, Structure(Channel))]
    code: Annotated[int, At(112, S32)]
    found: Annotated[int, At(116, U8)]


@dataclass(frozen=True, kw_only=True)
class GetChannelInput(Question[GetChannelOutput]):
    """`GetChannel_input`"""

    SIZE: ClassVar[int] = 4
    FUNCTION: ClassVar[int] = 19
    OUTPUT = GetChannelOutput

    channel: Annotated[int, At(0, U32)]


@dataclass(frozen=True, kw_only=True)
class Reveal(Record):
    """`Reveal`"""

    SIZE: ClassVar[int] = 104

    job_key: Annotated[bytes, At(0, ID)]
    ciphertext_digest: Annotated[bytes, At(32, ID)]
    masked_key: Annotated[bytes, At(64, ID)]
    attempt: Annotated[int, At(96, U32)]
    tick: Annotated[int, At(100, U32)]


@dataclass(frozen=True, kw_only=True)
class GetRevealOutput(Record):
    """`GetReveal_output`"""

    SIZE: ClassVar[int] = 112

    record: Annotated[Reveal, At(0, Structure(Reveal))]
    found: Annotated[int, At(104, U8)]


@dataclass(frozen=True, kw_only=True)
class GetRevealInput(Question[GetRevealOutput]):
    """`GetReveal_input`"""

    SIZE: ClassVar[int] = 40
    FUNCTION: ClassVar[int] = 20
    OUTPUT = GetRevealOutput

    job_key: Annotated[bytes, At(0, ID)]
    attempt: Annotated[int, At(32, U32)]


@dataclass(frozen=True, kw_only=True)
class EpochRoot(Record):
    """`EpochRoot`"""

    SIZE: ClassVar[int] = 48

    root: Annotated[bytes, At(0, ID)]
    count: Annotated[int, At(32, U64)]
    epoch: Annotated[int, At(40, U32)]
    used: Annotated[int, At(44, U32)]


@dataclass(frozen=True, kw_only=True)
class GetEpochRootOutput(Record):
    """`GetEpochRoot_output`"""

    SIZE: ClassVar[int] = 56

    record: Annotated[EpochRoot, At(0, Structure(EpochRoot))]
    found: Annotated[int, At(48, U8)]


@dataclass(frozen=True, kw_only=True)
class GetEpochRootInput(Question[GetEpochRootOutput]):
    """`GetEpochRoot_input`"""

    SIZE: ClassVar[int] = 2
    FUNCTION: ClassVar[int] = 21
    OUTPUT = GetEpochRootOutput

    epoch: Annotated[int, At(0, U16)]


@dataclass(frozen=True, kw_only=True)
class Sale(Record):
    """`Sale`"""

    SIZE: ClassVar[int] = 48

    buyer: Annotated[bytes, At(0, ID)]
    price: Annotated[int, At(32, S64)]
    tick: Annotated[int, At(40, U32)]
    model: Annotated[int, At(44, U16)]


@dataclass(frozen=True, kw_only=True)
class SaleEntry(Record):
    """`SaleEntry`"""

    SIZE: ClassVar[int] = 56

    record: Annotated[Sale, At(0, Structure(Sale))]
    slot: Annotated[int, At(48, U32)]


@dataclass(frozen=True, kw_only=True)
class ListSalesOutput(Record):
    """`ListSales_output`"""

    SIZE: ClassVar[int] = 14352

    tick: Annotated[int, At(0, U32)]
    next_slot: Annotated[int, At(4, U32)]
    count: Annotated[int, At(8, U32)]
    entries: Annotated[tuple[SaleEntry, ...], At(16, Repeated(Structure(SaleEntry), 256))]


@dataclass(frozen=True, kw_only=True)
class ListSalesInput(Question[ListSalesOutput]):
    """`ListSales_input`"""

    SIZE: ClassVar[int] = 8
    FUNCTION: ClassVar[int] = 22
    OUTPUT = ListSalesOutput

    from_slot: Annotated[int, At(0, U32)]
    changed_since: Annotated[int, At(4, U32)]


@dataclass(frozen=True, kw_only=True)
class OcRequest(Record):
    """`OcRequest`"""

    SIZE: ClassVar[int] = 56

    root: Annotated[bytes, At(0, ID)]
    contract_index: Annotated[int, At(32, U64)]
    batch: Annotated[int, At(40, U32)]
    count: Annotated[int, At(44, U32)]
    tick: Annotated[int, At(48, U32)]
