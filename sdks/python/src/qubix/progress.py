"""How far something is: told to a function, or shown as a bar where tqdm is installed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from .errors import MissingExtraError
from .flow.effects import Flow

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """So much of so much is done. `total` is None where nobody knows."""

    what: str
    done: float
    total: float | None
    note: str = ""


ProgressSink = Callable[[Progress], None]
"""What is told how far something is."""


class ProgressBars:
    """A bar of tqdm for each thing that goes on. Closes those that are full, the others when it ends."""

    def __init__(self) -> None:
        try:
            from tqdm.auto import tqdm
        except ImportError:
            raise MissingExtraError("tqdm", "progress") from None
        self._make: Callable[..., Any] = tqdm
        self._bars: dict[str, Any] = {}

    def __call__(self, progress: Progress) -> None:
        """Moves the bar of what is told."""
        if progress.what not in self._bars:
            scale = progress.note == ""
            self._bars[progress.what] = self._make(
                desc=progress.what,
                total=progress.total,
                unit="B" if scale else "",
                unit_scale=scale,
                leave=False,
            )
        bar = self._bars[progress.what]
        bar.set_postfix_str(progress.note, refresh=False)
        bar.update(progress.done - bar.n)

    def close(self) -> None:
        """Ends all bars."""
        for bar in self._bars.values():
            bar.close()


def showing(progress: ProgressSink | bool, make: Callable[[ProgressSink], Flow[T]]) -> Flow[T]:
    """The flow that `make` makes, telling `progress` how far it is. `True` means bars, which end with it; `False`
    nobody."""
    if progress is not True:
        return (yield from make(progress or _nobody))
    bars = ProgressBars()
    try:
        return (yield from make(bars))
    finally:
        bars.close()


def _nobody(progress: Progress) -> None:
    pass
