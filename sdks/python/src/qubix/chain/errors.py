"""What goes wrong between this program and the chain."""

from __future__ import annotations

from qubix.errors import QubixError

_REFUSED = (
    "the transaction is in a tick, but the contract does not show its effect. What the contract refuses it refunds; "
    "ask again, and it says what it would refuse now."
)


class NodeError(QubixError):
    """A node can't be reached, or answers nonsense.

    Codes: TIMEOUT, NODE_NOT_READY, MALFORMED, UNEXPECTED_ANSWER, CONTRACT_CALL_FAILED, CHAIN_HALTED, CLOSED.
    """


class RefusedCallError(QubixError):
    """The contract refuses a call. `code` is its name for the reason, `number` its number."""

    def __init__(self, code: str, number: int, message: str) -> None:
        super().__init__(code, message, details={"number": number})
        self.number = number


class TransactionDroppedError(QubixError):
    """No tick took a transaction. Nothing was paid."""

    def __init__(self, attempts: int) -> None:
        super().__init__(
            "TRANSACTION_DROPPED",
            f"No tick took the transaction in {attempts} attempt{'s' * (attempts != 1)}. The network was busy, or the "
            "sender has no funds: check the balance and try again.",
        )


class NoEffectError(QubixError):
    """A call is in a tick, but what it should have changed isn't there: the contract refused it in that tick, or those
    who follow the chain are slow."""

    def __init__(self, what: str, why: str = _REFUSED) -> None:
        super().__init__("CALL_HAD_NO_EFFECT", f"{what}: {why}")


class JobNotOnChainError(QubixError):
    """The job isn't in the contract's table: it is over, or its creation never got there."""

    def __init__(self) -> None:
        super().__init__(
            "JOB_NOT_ON_CHAIN",
            "The contract has no such job (any more). Look at the job and at its receipt.",
        )
