"""Opening results and logs that were sealed for the requester, and the tensors in them."""

from .log_chunk import LogChunk, open_log_chunk
from .npy import ELEMENT_TYPES, Tensor, decode_npy, encode_npy
from .open_artifact import open_artifact
from .open_result import OpenedResult, ResultMismatchError, RevealedArtifact, choose_artifact, open_result
from .result_bundle import ResultBundle
from .run_result import ResultOutput, RunResult
from .seal_key import AttemptContext, SealKeyPair, derive_seal_key_pair
from .usage_statement import UsageStatement

__all__ = [
    "ELEMENT_TYPES",
    "AttemptContext",
    "LogChunk",
    "OpenedResult",
    "ResultBundle",
    "ResultMismatchError",
    "ResultOutput",
    "RevealedArtifact",
    "RunResult",
    "SealKeyPair",
    "Tensor",
    "UsageStatement",
    "choose_artifact",
    "decode_npy",
    "derive_seal_key_pair",
    "encode_npy",
    "open_artifact",
    "open_log_chunk",
    "open_result",
]
