"""The base of all resources."""

from __future__ import annotations

from ..core import Core
from ..flow.method import Driven, Driver


class Resource(Driven[Driver]):
    """Methods about one kind of thing, for blocking and for asynchronous clients alike."""

    def __init__(self, core: Core, driver: Driver) -> None:
        super().__init__(driver)
        self._core = core
