import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qubix.crypto import KeyPair
from qubix.errors import QubixError
from qubix.sealing import (
    AttemptContext,
    ResultMismatchError,
    RevealedArtifact,
    choose_artifact,
    derive_seal_key_pair,
    open_artifact,
    open_log_chunk,
    open_result,
)
from qubix.sealing.cipher import encrypt
from qubix.sealing.padding import unpad
from qubix.sealing.result_bundle import unpack_result
from qubix.sealing.run_result import read_result
from qubix.sealing.seal_key import log_key_of, shared_secret
from qubix.spec import blob_digest, canonical_json

FOLDER = Path(__file__).parents[1] / "vectors"
VECTORS = json.loads((FOLDER / "sealing.json").read_text())
ONCE = json.loads((FOLDER / "sealed-once.json").read_text())

ARTIFACT, LOG = VECTORS["artifact"], VECTORS["log"]
CONTEXT = AttemptContext(bytes.fromhex(VECTORS["jobKey"]), VECTORS["attempt"])
SECRET = bytes.fromhex(VECTORS["requester"]["secretKey"])
SEALED, MASKED = bytes.fromhex(ARTIFACT["sealed"]), bytes.fromhex(ARTIFACT["maskedKey"])
KEYS = KeyPair.from_seed(ONCE["seed"])
REVEALED = RevealedArtifact(ONCE["attempt"], ONCE["maskedKey"], ONCE["ciphertextDigest"], ONCE["resultDigest"])


def test_opens_the_artifact_that_other_implementations_open() -> None:
    bundle = open_artifact(SEALED, masked_key=MASKED, secret_key=SECRET, context=CONTEXT)
    assert bundle.result == read_result(ARTIFACT["result"])
    assert bundle.result.digest == ARTIFACT["resultDigest"]
    assert {path: data.hex() for path, data in bundle.outputs.items()} == ARTIFACT["outputs"]
    assert bundle.usage is None


def test_opens_the_piece_of_log_in_its_place_only() -> None:
    sealed, ephemeral = bytes.fromhex(LOG["sealed"]), bytes.fromhex(LOG["ephemeral"])
    chunk = open_log_chunk(sealed, seq=LOG["seq"], ephemeral=ephemeral, secret_key=SECRET, context=CONTEXT)
    assert (chunk.stream, chunk.time, chunk.data.decode()) == (LOG["stream"], LOG["time"], LOG["text"])
    for seq, piece in ((LOG["seq"] + 1, sealed), (LOG["seq"], sealed[:-1] + b"?"), (LOG["seq"], b"abc"), (0, b"")):
        with pytest.raises(QubixError) as caught:
            open_log_chunk(piece, seq=seq, ephemeral=ephemeral, secret_key=SECRET, context=CONTEXT)
        assert caught.value.code == "BAD_LOG_CHUNK"


def test_refuses_a_piece_of_log_without_a_head() -> None:
    ephemeral, nonce = bytes.fromhex(LOG["ephemeral"]), bytes(24)
    key = log_key_of(shared_secret(SECRET, ephemeral), CONTEXT)
    sealed = nonce + encrypt(key, nonce, (3).to_bytes(8, "little") + bytes(8), bound=bytes(8))
    with pytest.raises(QubixError, match="can't be opened"):
        open_log_chunk(sealed, seq=0, ephemeral=ephemeral, secret_key=SECRET, context=CONTEXT)


def test_derives_the_same_key_from_the_subseed() -> None:
    keys = derive_seal_key_pair(bytes.fromhex(VECTORS["requester"]["subseed"]))
    assert keys.secret_key.hex() == VECTORS["requester"]["derivedSecretKey"]
    assert keys.public_key.hex() == VECTORS["requester"]["derivedPublicKey"]
    assert "secret" not in repr(keys)


@settings(max_examples=100)
@given(st.integers(0, len(SEALED) - 1), st.integers(1, 255))
def test_refuses_an_artifact_with_any_byte_changed(at: int, flip: int) -> None:
    changed = bytearray(SEALED)
    changed[at] ^= flip
    with pytest.raises(QubixError):
        open_artifact(bytes(changed), masked_key=MASKED, secret_key=SECRET, context=CONTEXT)


def test_refuses_an_artifact_of_another_attempt_job_requester_or_key() -> None:
    good = {"masked_key": MASKED, "secret_key": SECRET, "context": CONTEXT}
    for change in (
        {"context": AttemptContext(CONTEXT.job_key, CONTEXT.attempt + 1)},
        {"context": AttemptContext(bytes(32), CONTEXT.attempt)},
        {"secret_key": bytes(range(32))},
        {"masked_key": bytes(32)},
        {"masked_key": b""},
    ):
        with pytest.raises(QubixError) as caught:
            open_artifact(SEALED, **{**good, **change})
        assert caught.value.code == "BAD_ARTIFACT"
    for short in (b"", SEALED[:70], b"QBXS2" + SEALED[5:]):
        with pytest.raises(QubixError, match=r"can't be opened|not a sealed"):
            open_artifact(short, **good)


@pytest.mark.parametrize("public_key", [bytes(32), b"\1" + bytes(31), bytes(31)], ids=bytes.hex)
def test_refuses_keys_of_small_order(public_key: bytes) -> None:
    with pytest.raises(QubixError) as caught:
        shared_secret(SECRET, public_key)
    assert caught.value.code == "BAD_SEAL_KEY"


def test_opens_a_metered_result_for_the_holder_of_the_seed() -> None:
    opened = open_result(bytes.fromhex(ONCE["sealed"]), REVEALED, job_key=ONCE["jobKey"], key_pair=KEYS)
    assert opened.outputs == {"out/😀.txt": "Grüezi\n".encode()}
    assert (opened.result.outcome, opened.result.exit_code, opened.attempt) == ("budget", -7, ONCE["attempt"])
    assert opened.usage is not None
    assert (opened.usage.charge, opened.usage.limit, opened.usage.fuel) == (7, 100, 2**64 - 1)
    assert opened.usage.asks == ONCE["usage"]["asks"]


def test_refuses_a_result_that_is_not_what_the_chain_says() -> None:
    sealed = bytes.fromhex(ONCE["sealed"])
    other = RevealedArtifact(REVEALED.attempt, REVEALED.masked_key, REVEALED.ciphertext_digest, "00" * 32)
    for data, artifact in ((sealed + b"\0", REVEALED), (sealed, other)):
        with pytest.raises(ResultMismatchError):
            open_result(data, artifact, job_key=ONCE["jobKey"], key_pair=KEYS)


def test_chooses_the_majoritys_artifact_unless_one_is_asked_for() -> None:
    artifacts = [RevealedArtifact(attempt, "", "", digest) for attempt, digest in ((1, "aa"), (2, "bb"), (3, "bb"))]
    assert choose_artifact(artifacts, decided="bb") == artifacts[1]
    assert choose_artifact(artifacts, decided="bb", attempt=1) == artifacts[0]
    assert choose_artifact(artifacts) == artifacts[0]
    assert choose_artifact(artifacts, attempt=9) is None
    assert choose_artifact([]) is None


def pack(result: object, *parts: bytes) -> bytes:
    document = canonical_json(result).encode()
    return b"".join([len(document).to_bytes(4, "little"), document, *parts])


def test_refuses_bundles_that_are_cut_off_too_long_or_say_something_else() -> None:
    output = {"path": "a", "size": 1, "digest": blob_digest(b"x")}
    result = {"outcome": "ok", "exitCode": 0, "outputs": [output]}
    assert unpack_result(pack(result, b"x")).outputs == {"a": b"x"}
    for bundle in (
        b"",
        pack(result),
        pack(result, b"y"),
        pack(result, b"x", b"\0"),
        pack(result, b"x", b"{}"),
        pack(result, b"x", b" " * 20_000),
        b"\xff" * 40,
        pack({**result, "outcome": "fine"}, b"x"),
        pack({**result, "exitCode": 2**32}, b"x"),
        pack({**result, "outputs": [output, output]}, b"xx"),
        pack({**result, "outputs": [{**output, "path": "../a"}]}, b"x"),
    ):
        with pytest.raises(QubixError) as caught:
            unpack_result(bundle)
        assert caught.value.code == "BAD_BUNDLE"


def test_refuses_padding_that_lies() -> None:
    assert unpad((1).to_bytes(8, "little") + b"x" + bytes(7)) == b"x"
    for padded in (b"", bytes(7), (9).to_bytes(8, "little") + bytes(8), b"\xff" * 16, bytes(15) + b"\1"):
        with pytest.raises(QubixError) as caught:
            unpad(padded)
        assert caught.value.code == "BAD_PADDING"
