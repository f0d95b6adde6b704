"""What a job runs, said in one of three ways: a program, a model, or a whole spec."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..arrays.tensors import npy_inputs
from ..core import Core
from ..errors import InputError
from ..flow.effects import Flow, offload
from .options import JobOptions
from .prepare import Files, find_model, prepare_model, prepare_spec, prepare_wasm, source_of
from .run import split_options
from .submit import Prepared


class What:
    """What a job runs, said in one of three ways."""

    def __init__(
        self,
        wasm: bytes | str | Path | None,
        args: Sequence[str],
        env: Mapping[str, str],
        model: str | None,
        spec: Mapping[str, Any] | None,
        inputs: Any,
    ) -> None:
        if sum(one is not None for one in (wasm, model, spec)) != 1:
            raise InputError("Say what to run: one of wasm=…, model=… and spec=….")
        if wasm is None and (args or env):
            raise InputError("args and env are for programs: wasm=….")
        self.wasm, self.args, self.env, self.model, self.spec, self.inputs = wasm, args, env, model, spec, inputs

    def prepare(self, core: Core, options: JobOptions) -> Flow[Prepared]:
        """The spec, with the bytes that it names."""
        work, _ = split_options(options)
        if self.wasm is not None:
            files: Files = self.inputs or {}
            return (yield from prepare_wasm(core, source_of(self.wasm), self.args, self.env, files, work))
        if self.spec is not None:
            if work or self.inputs is not None:
                raise InputError(
                    "A whole spec says itself what its run needs: give no inputs, limits or names beside it."
                )
            return (yield from prepare_spec(core, self.spec))
        model = yield from find_model(core, self.model or "")
        tensors = yield from offload(lambda: npy_inputs(model.manifest, self.inputs))
        return (yield from prepare_model(core, model, tensors, work))
