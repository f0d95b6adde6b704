"""`client.wallet`."""

from __future__ import annotations

from dataclasses import dataclass

from ..chain import entity, send_transaction
from ..crypto import public_key_from_identity
from ..documents.answers import Receipt
from ..errors import InputError
from ..flow.effects import Flow, Stream
from ..flow.method import Driver, call, stream
from ..transport.routes import LIST_RECEIPTS
from .resource import Resource


@dataclass(frozen=True, slots=True)
class Sent:
    """A transfer that a tick has taken."""

    id: str
    tick: int
    amount: int
    to: str


class WalletResource(Resource[Driver]):
    """The identity that signs, and its money. The seed stays in this process."""

    @property
    def identity(self) -> str:
        """60 capital letters; nothing is opened for it."""
        return self._core.signer().identity

    @call
    def balance(self, identity: str | None = None) -> Flow[int]:
        """QU that an identity has, by a node; one's own unless another is named."""
        key = public_key_from_identity(identity or self.identity)
        return (yield from self._core.ask(entity(key))).balance

    @call
    def send(self, to: str, amount: int) -> Flow[Sent]:
        """Sends QU and waits until a tick has taken the transfer. It is signed anew only when it is proven absent, so
        it can't be paid twice."""
        destination = public_key_from_identity(to)
        if amount <= 0:
            raise InputError("An amount is a whole number of QU above 0.")
        caller = yield from self._core.caller()
        signed = yield from self._core.ask(
            send_transaction(caller.key_pair, destination=destination, amount=amount, tick_offset=caller.tick_offset)
        )
        return Sent(signed.id, signed.tick, amount, to)

    @stream
    def history(self, *, page_size: int = 50) -> Stream[Receipt]:
        """What one's ended jobs have cost, newest first: their receipts. Nodes keep no list of transfers."""
        return self._core.hub.pages(LIST_RECEIPTS, query={"requester": self.identity, "limit": page_size})
