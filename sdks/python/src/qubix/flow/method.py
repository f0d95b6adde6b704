"""Methods that are told once and serve both clients.

A resource's method returns a flow. Seen through a blocking client it is a function that returns the flow's outcome;
seen through an asynchronous one, a coroutine function. Type checkers see the same, with all parameters."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from typing import Any, Concatenate, Generic, TypeVar, overload

from typing_extensions import ParamSpec

from .async_driver import AsyncDriver
from .effects import Flow, Stream
from .sync_driver import SyncDriver

P = ParamSpec("P")
T = TypeVar("T")
Driver = TypeVar("Driver", SyncDriver, AsyncDriver)


class Driven(Generic[Driver]):
    """Has methods that are flows, and a driver for them."""

    def __init__(self, driver: Driver) -> None:
        self.driver: Driver = driver
        """Carries the flows out."""


class _Method(Generic[P, T]):
    def __init__(self, function: Callable[Concatenate[Any, P], Any]) -> None:
        self.function = function
        self.__doc__ = function.__doc__
        signature = inspect.signature(function)
        outcome = re.sub(r"^(?:Flow|Stream)\[(.*)\]$", r"\1", str(signature.return_annotation))
        self._signature = signature.replace(
            parameters=list(signature.parameters.values())[1:], return_annotation=outcome
        )

    def _bind(self, instance: Driven[Any], carry_out: Callable[[Any], Any]) -> Any:
        @functools.wraps(self.function)
        def bound(*args: P.args, **kwargs: P.kwargs) -> Any:
            return carry_out(self.function(instance, *args, **kwargs))

        bound.__signature__ = self._signature  # type: ignore[attr-defined]
        return bound


class call(_Method[P, T]):  # noqa: N801
    """A method with one outcome."""

    def __init__(self, function: Callable[Concatenate[Any, P], Flow[T]]) -> None:
        super().__init__(function)

    @overload
    def __get__(self, instance: Driven[SyncDriver], owner: type) -> Callable[P, T]: ...
    @overload
    def __get__(self, instance: Driven[AsyncDriver], owner: type) -> Callable[P, Coroutine[Any, Any, T]]: ...
    @overload
    def __get__(self, instance: None, owner: type) -> call[P, T]: ...
    def __get__(self, instance: Driven[Any] | None, owner: type) -> Any:
        """The method as the instance's driver carries it out."""
        return self if instance is None else self._bind(instance, instance.driver.run)


class stream(_Method[P, T]):  # noqa: N801
    """A method to iterate over."""

    def __init__(self, function: Callable[Concatenate[Any, P], Stream[T]]) -> None:
        super().__init__(function)

    @overload
    def __get__(self, instance: Driven[SyncDriver], owner: type) -> Callable[P, Iterator[T]]: ...
    @overload
    def __get__(self, instance: Driven[AsyncDriver], owner: type) -> Callable[P, AsyncIterator[T]]: ...
    @overload
    def __get__(self, instance: None, owner: type) -> stream[P, T]: ...
    def __get__(self, instance: Driven[Any] | None, owner: type) -> Any:
        """The method as the instance's driver carries it out."""
        return self if instance is None else self._bind(instance, instance.driver.iterate)
