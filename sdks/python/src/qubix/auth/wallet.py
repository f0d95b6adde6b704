"""The identity that signs, opened when it is first needed."""

from __future__ import annotations

from collections.abc import Callable

from ..crypto import KeyPair
from ..errors import ConfigError
from ..flow.effects import Flow, offload


class Wallet:
    """An identity whose seed stays in this process. `open_seed` gives the seed, or is None where the passphrase is
    not known: then the identity can be told, but nothing signed."""

    def __init__(self, identity: str, open_seed: Callable[[], str] | None, name: str | None = None) -> None:
        self.identity = identity
        self.name = name
        self._open_seed = open_seed
        self._key_pair: KeyPair | None = None

    @classmethod
    def of_seed(cls, seed: str) -> Wallet:
        """The wallet of a seed that is known already."""
        key_pair = KeyPair.from_seed(seed)
        wallet = cls(key_pair.identity, None)
        wallet._key_pair = key_pair
        return wallet

    def __repr__(self) -> str:
        """Who, and nothing secret."""
        return f"Wallet({self.identity})"

    @property
    def can_sign(self) -> bool:
        """Whether it can be opened without asking anybody."""
        return self._key_pair is not None or self._open_seed is not None

    def key_pair(self) -> Flow[KeyPair]:
        """What signs. Opening a keystore takes half a second on purpose, once."""
        if self._key_pair is None:
            if self._open_seed is None:
                raise ConfigError(
                    "NO_PASSPHRASE",
                    f"The passphrase of wallet {self.name} is needed: pass passphrase=…, or set QUBIX_PASSPHRASE.",
                )
            open_seed = self._open_seed
            self._key_pair = yield from offload(lambda: KeyPair.from_seed(open_seed()))
        return self._key_pair
