"""Opening what an attempt has delivered, checked against what was revealed on the chain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qubix.crypto import KeyPair, k12
from qubix.errors import QubixError

from .open_artifact import open_artifact
from .result_bundle import ResultBundle
from .seal_key import AttemptContext, derive_seal_key_pair


class ResultMismatchError(QubixError):
    """A result that is not what the chain says: the hub, or the provider, has given something else."""

    def __init__(self, what: str) -> None:
        super().__init__("RESULT_MISMATCH", f"{what} Don't use it; try another hub, and report this one.")


@dataclass(frozen=True)
class RevealedArtifact:
    """An attempt's artifact with what its provider has revealed. Keys and digests as hex."""

    attempt: int
    masked_key: str
    ciphertext_digest: str
    result_digest: str


@dataclass(frozen=True)
class OpenedResult(ResultBundle):
    """What an attempt has delivered, opened and checked."""

    attempt: int
    result_digest: str


def choose_artifact(
    artifacts: Iterable[RevealedArtifact], *, decided: str | None = None, attempt: int | None = None
) -> RevealedArtifact | None:
    """The artifact to open: of the attempt that is asked for, else of the majority, else the first. None for none.

    Args:
        artifacts: What is revealed of a job.
        decided: Digest of the result that the job was decided for.
        attempt: The one that is asked for.
    """
    revealed = list(artifacts)
    if attempt is not None:
        return next((one for one in revealed if one.attempt == attempt), None)
    agreed = (one for one in revealed if one.result_digest == decided)
    return next(agreed, revealed[0] if revealed else None)


def open_result(sealed: bytes, artifact: RevealedArtifact, *, job_key: str, key_pair: KeyPair) -> OpenedResult:
    """Opens an artifact that was sealed for the requester's derived key.

    Args:
        sealed: The artifact as the hub keeps it.
        artifact: What was revealed of it.
        job_key: 64 hex digits.
        key_pair: The requester's.

    Raises:
        ResultMismatchError: It differs from what was revealed on the chain.
        QubixError: BAD_ARTIFACT, BAD_SEAL_KEY, BAD_PADDING, BAD_BUNDLE.
    """
    if k12(sealed).hex() != artifact.ciphertext_digest:
        raise ResultMismatchError("The sealed result is not the one that was committed to.")
    bundle = open_artifact(
        sealed,
        masked_key=bytes.fromhex(artifact.masked_key),
        secret_key=derive_seal_key_pair(key_pair.subseed).secret_key,
        context=AttemptContext(bytes.fromhex(job_key), artifact.attempt),
    )
    if bundle.result.digest != artifact.result_digest:
        raise ResultMismatchError("The opened result is not the one that was revealed on the chain.")
    return OpenedResult(bundle.result, bundle.outputs, bundle.usage, artifact.attempt, artifact.result_digest)
