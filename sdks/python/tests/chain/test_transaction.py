import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qubix.chain import (
    digest_from_transaction_id,
    parse_transaction,
    sign_transaction,
    transaction_id,
    verify_transaction,
)
from qubix.crypto import KeyPair, public_key_from_identity
from qubix.errors import QubixError

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "transactions.json").read_text())
KEYS = KeyPair.from_seed("a" * 55)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"][:8])
def test_signs_parses_and_verifies_known_transactions(vector: dict[str, str]) -> None:
    signed = sign_transaction(
        KeyPair.from_seed(vector["seed"]),
        destination=public_key_from_identity(vector["destination"]),
        amount=int(vector["amount"]),
        tick=int(vector["tick"]),
        input_type=int(vector["inputType"]),
        payload=bytes.fromhex(vector["input"]),
    )
    assert signed.encoded.hex() == vector["signed"]
    assert signed.id == vector["id"]
    assert parse_transaction(bytes.fromhex(vector["signed"])) == signed
    assert verify_transaction(signed)
    assert digest_from_transaction_id(signed.id) == signed.digest


def test_refuses_a_transaction_changed_at_any_byte() -> None:
    encoded = bytes.fromhex(VECTORS[1]["signed"])
    for at in range(len(encoded)):
        changed = encoded[:at] + bytes([encoded[at] ^ 1 << at % 8]) + encoded[at + 1 :]
        try:
            valid = verify_transaction(parse_transaction(changed))
        except QubixError:
            valid = False
        assert not valid


@pytest.mark.parametrize(
    "change",
    [
        {"amount": -1},
        {"amount": 10**15 + 1},
        {"tick": 2**32},
        {"tick": -1},
        {"input_type": 2**16},
        {"payload": bytes(1025)},
        {"destination": bytes(31)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_refuses_what_does_not_fit(change: dict[str, object]) -> None:
    good: dict[str, object] = {"destination": bytes(32), "amount": 1, "tick": 1}
    with pytest.raises(QubixError) as caught:
        sign_transaction(KEYS, **{**good, **change})
    assert caught.value.code == "OUT_OF_RANGE"


@given(st.binary(max_size=1300))
def test_raises_nothing_else_on_any_bytes(data: bytes) -> None:
    with pytest.raises(QubixError):
        parse_transaction(data)


@given(st.integers(0, 10**15), st.integers(0, 2**32 - 1), st.integers(0, 2**16 - 1), st.binary(max_size=1024))
def test_reads_what_it_signs(amount: int, tick: int, input_type: int, payload: bytes) -> None:
    signed = sign_transaction(
        KEYS, destination=bytes(32), amount=amount, tick=tick, input_type=input_type, payload=payload
    )
    assert parse_transaction(signed.encoded) == signed


def test_refuses_ids_with_a_wrong_letter() -> None:
    text = transaction_id(bytes(32))
    for wrong in (text.upper(), text[:-1], text[:-1] + ("b" if text[-1] == "a" else "a")):
        with pytest.raises(QubixError):
            digest_from_transaction_id(wrong)
