"""Each forgery here would verify, or would for someone else, if its one check were missing."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qubix.crypto import KeyPair, k12, sign, verify
from qubix.crypto.curve import GENERATOR, NEUTRAL, ORDER, D, Point, add, affine_point, encode
from qubix.crypto.field import ONE, P, invert, multiply, square, square_root, subtract
from qubix.crypto.field import add as add_elements
from qubix.crypto.multiply_point import multiply_generator, multiply_point
from qubix.errors import QubixError

FOLDER = Path(__file__).parents[1] / "vectors"
SIGNED = json.loads((FOLDER / "keys-and-signatures.json").read_text())
MIXED_ORDER = json.loads((FOLDER / "mixed-order.json").read_text())

KEYS = KeyPair.from_seed(("refusals" * 7)[:55])
PRIVATE_KEY = int.from_bytes(k12(KEYS.subseed), "little") % ORDER
DIGEST = k12(b"refusals")

bytes32 = st.binary(min_size=32, max_size=32)


def test_agrees_with_known_answers() -> None:
    for vector in SIGNED:
        signature = sign(KeyPair.from_seed(vector["seed"]), bytes.fromhex(vector["digest"]))
        assert signature.hex() == vector["signature"]
        assert verify(bytes.fromhex(vector["publicKey"]), bytes.fromhex(vector["digest"]), signature)


def test_decides_like_the_nodes_on_keys_outside_of_the_subgroup() -> None:
    for vector in MIXED_ORDER:
        parts = (bytes.fromhex(vector[name]) for name in ("publicKey", "digest", "signature"))
        assert verify(*parts) is vector["valid"]


@settings(max_examples=30)
@given(bytes32, st.integers(0, 511))
def test_a_signature_holds_for_its_digest_alone(digest: bytes, bit: int) -> None:
    signature = sign(KEYS, digest)
    assert verify(KEYS.public_key, digest, signature)
    flipped = (int.from_bytes(signature, "little") ^ 1 << bit).to_bytes(64, "little")
    assert not verify(KEYS.public_key, digest, flipped)
    assert not verify(KEYS.public_key, k12(digest), signature)


@settings(max_examples=30)
@given(bytes32, bytes32, st.binary(min_size=64, max_size=64))
def test_garbage_is_false_and_no_exception(key: bytes, digest: bytes, signature: bytes) -> None:
    assert not verify(key, digest, signature)


@settings(max_examples=20)
@given(st.integers(0, 2**256 - 1))
def test_both_ways_to_multiply_agree_on_the_generator(scalar: int) -> None:
    assert encode(multiply_point(scalar, GENERATOR)) == encode(multiply_generator(scalar % ORDER))


def forge(public_key: bytes, *, alter: int = 0) -> bytes:
    """A signature by the book, over other bytes of the key or of R than the signer should have used."""
    nonce = int.from_bytes(k12(DIGEST), "little") % ORDER
    point = bytearray(encode(multiply_generator(nonce)))
    point[15] |= alter
    challenge = int.from_bytes(k12(bytes(point) + public_key + DIGEST), "little")
    return bytes(point) + ((nonce - challenge * PRIVATE_KEY) % ORDER).to_bytes(32, "little")


def test_the_forgeries_below_are_sound() -> None:
    assert verify(KEYS.public_key, DIGEST, forge(KEYS.public_key))


def test_refuses_bit_127_of_key_and_of_r() -> None:
    key = KEYS.public_key[:15] + bytes([KEYS.public_key[15] | 0x80]) + KEYS.public_key[16:]
    assert not verify(key, DIGEST, forge(key))
    assert not verify(KEYS.public_key, DIGEST, forge(KEYS.public_key, alter=0x80))


def test_refuses_the_twins_of_a_valid_signature() -> None:
    signature = sign(KEYS, DIGEST)
    scalar = int.from_bytes(signature[32:], "little")
    for twin in range(scalar + ORDER, 2**256, ORDER * 50):
        assert not verify(KEYS.public_key, DIGEST, signature[:32] + twin.to_bytes(32, "little"))


def test_refuses_the_neutral_point_for_which_sg_is_always_r() -> None:
    signature = encode(multiply_generator(5)) + (5).to_bytes(32, "little")
    neutral = encode(NEUTRAL)
    assert not verify(neutral, DIGEST, signature)
    assert not verify(neutral[:31] + bytes([neutral[31] | 0x80]), DIGEST, signature)


def test_refuses_all_392_points_of_small_order() -> None:
    keys = set(small_order_keys())
    assert len(keys) == 392
    signature = encode(multiply_generator(5)) + (5).to_bytes(32, "little")
    for key in keys:
        assert not verify(key, DIGEST, signature)


def test_refuses_coordinates_that_are_not_below_the_prime() -> None:
    zero_as_prime = P.to_bytes(16, "little")
    assert not verify(zero_as_prime + bytes(16), DIGEST, sign(KEYS, DIGEST))


@pytest.mark.parametrize("sizes", [(31, 32, 64), (33, 32, 64), (32, 31, 64), (32, 32, 63), (32, 32, 65), (0, 0, 0)])
def test_refuses_other_sizes(sizes: tuple[int, int, int]) -> None:
    assert not verify(bytes(sizes[0]), bytes(sizes[1]), bytes(sizes[2]))
    with pytest.raises(QubixError, match="32 bytes"):
        sign(KEYS, bytes(31))


def small_order_keys() -> Iterator[bytes]:
    """Multiples of r of arbitrary points, and all their sums."""
    found = {encode(NEUTRAL): NEUTRAL}
    real = 2
    while len(found) < 392:
        point = point_with_y((real, 1))
        real += 1
        torsion = times(ORDER, point) if point else NEUTRAL
        for known in list(found.values()):
            total = add(known, torsion)
            while encode(total) not in found:
                found[encode(total)] = total
                total = add(total, torsion)
    yield from found


def point_with_y(y: tuple[int, int]) -> Point | None:
    yy = square(y)
    x = square_root(multiply(subtract(yy, ONE), invert(add_elements(multiply(D, yy), ONE))))
    return affine_point(x, y) if x else None


def times(scalar: int, point: Point) -> Point:
    """Plain double and add: the endomorphisms would give something else outside of the subgroup."""
    result = NEUTRAL
    for bit in f"{scalar:b}":
        result = add(result, result)
        if bit == "1":
            result = add(result, point)
    return result
