"""What both clients can do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .arrays.outputs import Outputs
from .flow.effects import Flow
from .flow.method import Driver, call
from .function import Function
from .jobs.options import JobOptions
from .jobs.prepare import Files, prepare_wasm, source_of
from .jobs.result import JobResult
from .jobs.run import RUN_SECONDS, outcome, outputs, split_options, submit_model
from .jobs.submit import submit
from .progress import ProgressSink, showing
from .resources.account import AccountResource, ApiKeys, NetworkResource
from .resources.jobs import Jobs
from .resources.models import Models
from .resources.providers import Providers
from .resources.resource import Resource
from .resources.wallet import WalletResource

if TYPE_CHECKING:
    from typing_extensions import Unpack


class Client(Resource[Driver]):
    """Resources, and whole jobs in one call."""

    @cached_property
    def jobs(self) -> Jobs[Driver]:
        """Jobs: submit them, watch them, fetch what they brought."""
        return Jobs(self._core, self.driver)

    @cached_property
    def models(self) -> Models[Driver]:
        """Published models."""
        return Models(self._core, self.driver)

    @cached_property
    def providers(self) -> Providers[Driver]:
        """Who runs jobs."""
        return Providers(self._core, self.driver)

    @cached_property
    def wallet(self) -> WalletResource[Driver]:
        """The identity that signs, and its money."""
        return WalletResource(self._core, self.driver)

    @cached_property
    def account(self) -> AccountResource[Driver]:
        """Who one is to the hub."""
        return AccountResource(self._core, self.driver)

    @cached_property
    def api_keys(self) -> ApiKeys[Driver]:
        """Keys for programs."""
        return ApiKeys(self._core, self.driver)

    @cached_property
    def network(self) -> NetworkResource[Driver]:
        """The network that the hub is on."""
        return NetworkResource(self._core, self.driver)

    @call
    def run(
        self,
        model: str,
        inputs: Any,
        *,
        timeout: float = RUN_SECONDS,
        progress: ProgressSink | bool = False,
        **options: Unpack[JobOptions],
    ) -> Flow[Outputs]:
        """Runs a published model on the network and gives its outputs.

            digits = client.run("examples/digits", images)["digit"]

        `inputs` is a dict by the model's input names, or just the value where there is one input: a NumPy array, a
        Pillow image, a pandas data frame, or nested lists. What does not fit is told before anything is paid. Costs
        at most `price_cap` (1,000 QU) for each of `replicas`, the model's royalty and the fees. Raises
        JobFailedError, WaitTimeoutError."""

        def flow(tell: ProgressSink) -> Flow[Outputs]:
            job, found = yield from submit_model(self._core, model, inputs, options, tell)
            return (yield from outputs(self._core, job.key, found, timeout, tell))

        return showing(progress, flow)

    @call
    def run_wasm(
        self,
        program: bytes | str | Path,
        *,
        args: Sequence[str] = (),
        env: Mapping[str, str] | None = None,
        inputs: Files | None = None,
        timeout: float = RUN_SECONDS,
        progress: ProgressSink | bool = False,
        **options: Unpack[JobOptions],
    ) -> Flow[JobResult]:
        """Runs a WASI program on the network and gives what it wrote: `result.outputs["table.csv"]`.

        The program finds `inputs` below /in by their paths, and writes below /out (docs/executors.md). Raises
        JobFailedError when it ends with anything but success, WaitTimeoutError when it takes longer than `timeout`.
        """

        def flow(tell: ProgressSink) -> Flow[JobResult]:
            work, offer = split_options(options)
            prepared = yield from prepare_wasm(self._core, source_of(program), args, env or {}, inputs or {}, work)
            job = yield from submit(self._core, prepared, offer, tell)
            return (yield from outcome(self._core, job.key, timeout, tell))

        return showing(progress, flow)

    def function(
        self, model: str, *, timeout: float = RUN_SECONDS, **options: Unpack[JobOptions]
    ) -> Callable[[Callable[..., Any]], Function[Driver]]:
        """Makes a function run on the network. What the decorated function returns are the model's inputs; what a
        call gives are its outputs.

            @client.function("examples/digits")
            def classify(images):
                return images.reshape(-1, 1, 8, 8) / 16

            classify(images)["digit"]
            classify.map([first, second])
        """
        return lambda make: Function(self._core, self.driver, make, model, timeout, options)
