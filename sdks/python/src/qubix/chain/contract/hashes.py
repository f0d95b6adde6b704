"""What the contract makes K12 of."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from qubix.crypto import contract_public_key, k12
from qubix.errors import QubixError

_ID_SIZE = 32
_NUMBERS = struct.Struct("<II")


def job_key_of(requester: bytes, spec_digest: bytes, nonce: int) -> bytes:
    """The key of a job: K12(requester ‖ spec digest ‖ nonce). Known before the chain sees the job."""
    return k12(_id(requester) + _id(spec_digest) + nonce.to_bytes(8, "little"))


@dataclass(frozen=True, kw_only=True)
class CommitmentParts:
    """What a commitment binds."""

    contract_index: int
    job_key: bytes
    provider: bytes
    """The provider's owner identity."""
    attempt: int
    result_digest: bytes
    ciphertext_digest: bytes
    masked_key: bytes
    salt: bytes
    charge: int
    """QU asked for, if the job is metered; else 0."""


def commitment_of(parts: CommitmentParts) -> bytes:
    """The commitment to a result that RevealResults opens later."""
    before = (_tag("QUBIX_COMMIT"), contract_public_key(parts.contract_index), _id(parts.job_key), _id(parts.provider))
    bound = (parts.result_digest, parts.ciphertext_digest, parts.masked_key, parts.salt)
    charge = parts.charge.to_bytes(8, "little", signed=True)
    return k12(b"".join([*before, _NUMBERS.pack(parts.attempt, 0), *map(_id, bound), charge]))


def verify_path(leaf: bytes, index: int, siblings: list[bytes], root: bytes) -> bool:
    """Whether `siblings` lead from the leaf at `index` to the root. A missing right sibling is 32 zero bytes."""
    if not 0 <= index < 2 ** len(siblings):
        return False
    if any(len(digest) != _ID_SIZE for digest in (leaf, root, *siblings)):
        return False
    for sibling in siblings:
        pair = leaf + sibling if index % 2 == 0 else sibling + leaf
        leaf = k12(_tag("QUBIX_NODE") + pair)
        index //= 2
    return leaf == root


def _tag(text: str) -> bytes:
    return text.encode().ljust(16, b"\0")


def _id(data: bytes) -> bytes:
    if len(data) != _ID_SIZE:
        raise QubixError("BAD_VALUE", f"An id or digest has {_ID_SIZE} bytes, not {len(data)}.")
    return data
