import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qubix.crypto import KeyPair, contract_public_key, create_seed, identity_from_public_key, public_key_from_identity
from qubix.errors import QubixError

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "keys-and-signatures.json").read_text())
IDENTITY = "BZBQFLLBNCXEMGLOBHUVFTLUPLVCPQUASSILFABOFFBCADQSSUPNWLZBQEXK"


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["seed"][:8])
def test_agree_with_known_answers(vector: dict[str, str]) -> None:
    keys = KeyPair.from_seed(vector["seed"])
    assert keys.subseed.hex() == vector["subseed"]
    assert keys.public_key.hex() == vector["publicKey"]
    assert keys.identity == vector["identity"]
    assert public_key_from_identity(vector["identity"]) == keys.public_key


def test_keep_their_secret_when_printed() -> None:
    keys = KeyPair.from_seed("a" * 55)
    assert keys.identity in repr(keys)
    assert "subseed" not in f"{keys!r} {keys}"


@pytest.mark.parametrize("seed", ["", "a" * 54, "a" * 56, "a" * 54 + "A", "a" * 55 + "\n", "secretsecret"])
def test_refuse_a_malformed_seed_without_repeating_it(seed: str) -> None:
    with pytest.raises(QubixError) as caught:
        KeyPair.from_seed(seed)
    assert caught.value.code == "INVALID_SEED"
    assert not seed or seed not in str(caught.value)


def test_come_from_seeds_of_55_letters_that_differ() -> None:
    seeds = {create_seed() for _ in range(100)}
    assert len(seeds) == 100
    assert len(set("".join(seeds))) == 26
    assert {len(seed) for seed in seeds} == {55}


@given(st.binary(min_size=32, max_size=32))
def test_any_32_bytes_survive_an_identity(data: bytes) -> None:
    assert public_key_from_identity(identity_from_public_key(data)) == data


@pytest.mark.parametrize(
    "identity",
    [
        "",
        IDENTITY[1:],
        IDENTITY + "A",
        IDENTITY.lower(),
        IDENTITY[:-1] + "L",
        "Z" * 14 + IDENTITY[14:],
        IDENTITY + "\n",
    ],
)
def test_refuse_an_identity_with_a_wrong_letter_shape_or_number(identity: str) -> None:
    with pytest.raises(QubixError) as caught:
        public_key_from_identity(identity)
    assert caught.value.code == "INVALID_IDENTITY"


def test_refuse_a_key_of_another_size() -> None:
    with pytest.raises(QubixError, match="32 bytes, not 31"):
        identity_from_public_key(bytes(31))


def test_give_a_contract_its_index_as_id() -> None:
    assert contract_public_key(29).hex() == "1d" + "00" * 31
    for index in (-1, 2**32):
        with pytest.raises(QubixError, match="index"):
            contract_public_key(index)
