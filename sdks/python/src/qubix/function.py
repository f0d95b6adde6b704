"""Functions that run on the network."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from .arrays.outputs import Outputs
from .core import Core
from .documents.model import Model
from .flow.effects import Emit, Flow, Stream
from .flow.method import Driver, call, stream
from .jobs.options import JobOptions
from .jobs.run import outputs, submit_model
from .jobs.submit import SubmittedJob
from .progress import Progress
from .resources.resource import Resource


class Function(Resource[Driver]):
    """A model behind a function that makes its inputs. `client.function` makes these."""

    def __init__(
        self,
        core: Core,
        driver: Driver,
        make: Callable[..., Any],
        model: str,
        timeout: float,
        options: JobOptions,
    ) -> None:
        super().__init__(core, driver)
        self.__doc__ = make.__doc__
        self._make, self._model, self._timeout, self._options = make, model, timeout, options

    @call
    def __call__(self, *args: Any, **kwargs: Any) -> Flow[Outputs]:
        """The model's outputs for the inputs that the function makes of these arguments."""
        job, model = yield from submit_model(
            self._core, self._model, self._make(*args, **kwargs), self._options, _nobody
        )
        return (yield from outputs(self._core, job.key, model, self._timeout, _nobody))

    @stream
    def map(self, arguments: Iterable[Any]) -> Stream[Outputs]:
        """The outputs for each argument, in order. All jobs are submitted first, so that they run side by side."""
        jobs: list[tuple[SubmittedJob, Model]] = []
        for one in arguments:
            jobs.append((yield from submit_model(self._core, self._model, self._make(one), self._options, _nobody)))
        for job, model in jobs:
            yield Emit((yield from outputs(self._core, job.key, model, self._timeout, _nobody)))


def _nobody(progress: Progress) -> None:
    pass
