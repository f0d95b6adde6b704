"""Qubix: run AI models and programs on a decentralized marketplace for compute, paid through the Qubic network."""

from .arrays.outputs import Outputs
from .client import AsyncQubix, Qubix
from .errors import ApiError, JobFailedError, QubixError, WaitTimeoutError
from .jobs.logs import LogLine
from .jobs.options import JobOptions
from .jobs.result import JobResult
from .progress import Progress
from .sealing import Tensor
from .spec import Limits
from .version import __version__

__all__ = [
    "ApiError",
    "AsyncQubix",
    "JobFailedError",
    "JobOptions",
    "JobResult",
    "Limits",
    "LogLine",
    "Outputs",
    "Progress",
    "Qubix",
    "QubixError",
    "Tensor",
    "WaitTimeoutError",
    "__version__",
]
