"""Keys, hash and signatures of the Qubic network. A seed never leaves the process that has it."""

from .identity import contract_public_key, identity_from_public_key, public_key_from_identity
from .k12 import k12
from .key_pair import KeyPair
from .seed import create_seed
from .signature import sign, verify

__all__ = [
    "KeyPair",
    "contract_public_key",
    "create_seed",
    "identity_from_public_key",
    "k12",
    "public_key_from_identity",
    "sign",
    "verify",
]
