"""What the flows of one client share: a hub, a wallet, and through the hub's network a node and the contract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from .auth.token_store import TokenStore
from .auth.wallet import Wallet
from .chain import Caller, Conversation
from .crypto import KeyPair
from .errors import ConfigError
from .flow.effects import Flow, ask
from .transport.hub import Hub

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Core:
    """Whom to ask, and as whom."""

    hub: Hub
    wallet: Wallet | None
    tokens: TokenStore

    def signer(self) -> Wallet:
        """The wallet, for what can't be done without one."""
        if self.wallet is None:
            raise ConfigError(
                "NO_WALLET_CHOSEN",
                "This has to be signed. Pass wallet=… or seed=…, or set QUBIX_WALLET or QUBIX_SEED.",
            )
        return self.wallet

    def key_pair(self) -> Flow[KeyPair]:
        """What signs."""
        return (yield from self.signer().key_pair())

    def caller(self) -> Flow[Caller]:
        """Who calls the contract, and where it is."""
        key_pair = yield from self.key_pair()
        network = yield from self.hub.network()
        return Caller(key_pair, network.contract.index, network.tick_offset)

    def ask(self, conversation: Conversation[T]) -> Flow[T]:
        """What a node of the network answers. The driver needs to know where one is."""
        yield from self.hub.network()
        return (yield from ask(conversation))
