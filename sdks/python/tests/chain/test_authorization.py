import struct
from dataclasses import replace
from functools import cache

import pytest

from qubix.chain import SignedTransaction, sign_transaction
from qubix.chain.authorization import Authorization, Invocation
from qubix.chain.verify_computors import verify_computor_list
from qubix.chain.wire.computors import NUMBER_OF_COMPUTORS, QUORUM, ComputorList, decode_computor_list
from qubix.crypto import KeyPair, k12, sign

INVOCATION = Invocation(invocation_id=1000 << 31 | 4096, epoch=5, interface_index=1, request=bytes([7]) * 56)


@cache
def key_pair(index: int) -> KeyPair:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return KeyPair.from_seed(letters[index % 26] + letters[index // 26] + "q" * 53)


@pytest.fixture(scope="module")
def computors() -> ComputorList:
    keys = b"".join(key_pair(index).public_key for index in range(NUMBER_OF_COMPUTORS))
    unsigned = (5).to_bytes(2, "little") + keys
    return decode_computor_list(unsigned + sign(key_pair(0), k12(unsigned)))


def items_of(index: int, invocation: Invocation = INVOCATION, *, signer: int | None = None) -> bytes:
    signature = sign(key_pair(index if signer is None else signer), INVOCATION.digest)
    place = invocation.invocation_id, invocation.interface_index, invocation.epoch
    return struct.pack("<qHHI32s64s", *place, 0, k12(invocation.request), signature)


def transaction(
    source: KeyPair, items: bytes, count: int = 1, kind: int = 13, to: bytes = bytes(32)
) -> SignedTransaction:
    payload = struct.pack("<HH", count, 0) + items
    return sign_transaction(source, destination=to, amount=0, tick=1003, input_type=kind, payload=payload)


def authorization_of(index: int) -> SignedTransaction:
    return transaction(key_pair(index), items_of(index))


def test_is_complete_with_the_signatures_of_a_quorum(computors: ComputorList) -> None:
    authorization = Authorization(INVOCATION, computors)
    for index in range(QUORUM - 1):
        authorization.add(authorization_of(index))
    assert (authorization.signatures, authorization.is_complete) == (QUORUM - 1, False)
    for index in (0, 600, 601):
        authorization.add(authorization_of(index))
    assert (authorization.signatures, authorization.is_complete) == (QUORUM, True)


def test_leaves_out_what_does_not_count(computors: ComputorList) -> None:
    authorization = Authorization(INVOCATION, computors)
    stranger = KeyPair.from_seed("z" * 55)
    for one in (
        transaction(key_pair(1), items_of(1, replace(INVOCATION, invocation_id=5))),
        transaction(key_pair(1), items_of(1, replace(INVOCATION, epoch=4))),
        transaction(key_pair(1), items_of(1, replace(INVOCATION, interface_index=0))),
        transaction(key_pair(1), items_of(1, replace(INVOCATION, request=bytes(56)))),
        transaction(key_pair(1), items_of(1, signer=2)),
        transaction(key_pair(1), items_of(1), kind=12),
        transaction(key_pair(1), items_of(1), to=stranger.public_key),
        transaction(key_pair(1), items_of(1)[1:]),
        transaction(key_pair(1), items_of(1), count=0),
        transaction(key_pair(1), items_of(1), count=2),
        transaction(stranger, items_of(1)),
        sign_transaction(key_pair(1), destination=bytes(32), amount=0, tick=1, input_type=13),
    ):
        authorization.add(one)
    assert authorization.signatures == 0
    authorization.add(transaction(key_pair(1), items_of(2, replace(INVOCATION, epoch=4)) + items_of(1), count=2))
    assert authorization.signatures == 1


def test_computors_of_another_epoch_authorize_nothing(computors: ComputorList) -> None:
    authorization = Authorization(replace(INVOCATION, epoch=6), computors)
    authorization.add(authorization_of(1))
    assert authorization.signatures == 0


def test_a_list_of_computors_is_the_arbitrators_or_nobodys(computors: ComputorList) -> None:
    assert verify_computor_list(computors, key_pair(0).public_key)
    assert not verify_computor_list(computors, key_pair(1).public_key)
    assert not verify_computor_list(
        replace(computors, public_keys=(bytes(32), *computors.public_keys[1:])), key_pair(0).public_key
    )
