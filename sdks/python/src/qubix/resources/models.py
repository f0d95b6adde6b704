"""`client.models`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from ..chain import update_model_on_chain
from ..documents.model import Model
from ..errors import QubixError
from ..flow.effects import Flow, Stream
from ..flow.method import Driver, call, stream
from ..jobs.prepare import find_model, source_of
from ..models.fetch import fetch
from ..models.publish import NewModel, publish
from ..progress import ProgressSink, showing
from ..transport.routes import LIST_MODELS
from .resource import Resource


class Models(Resource[Driver]):
    """Published models: find them, fetch them, publish your own for a royalty."""

    @stream
    def list(
        self,
        *,
        search: str | None = None,
        namespace: str | None = None,
        publisher: str | None = None,
        sort: Literal["name", "newest"] | None = None,
        page_size: int = 50,
    ) -> Stream[Model]:
        """Models of the hub; pages are fetched as they are needed."""
        query = {"search": search, "namespace": namespace, "publisher": publisher, "sort": sort, "limit": page_size}
        return self._core.hub.pages(LIST_MODELS, query=query)

    @call
    def get(self, name: str) -> Flow[Model]:
        """The newest version of a model, by `namespace/name`; of one's own the name is enough."""
        return find_model(self._core, name)

    @call
    def publish(
        self,
        file: bytes | str | Path,
        *,
        name: str,
        license: str,
        description: str = "",
        royalty: int = 0,
        tags: Sequence[str] = (),
        accuracy: Sequence[Mapping[str, str]] = (),
        parent: str | None = None,
        progress: ProgressSink | bool = False,
    ) -> Flow[Model]:
        """Uploads an ONNX file and publishes it on the chain for `royalty` QU per job. Its inputs and outputs are
        read from the file. Repeating it is harmless.

            client.models.publish("digits.onnx", name="digits", license="MIT", royalty=100)

        `accuracy` are measurements, `[{"metric": "accuracy", "value": "0.98", "dataset": "…"}]`; `parent` is the
        digest of the model that this one was made from. The namespace is one's identity unless `name` is
        `namespace/name`."""
        new = NewModel(
            source=source_of(file),
            name=name,
            license=license,
            description=description,
            tags=tags,
            accuracy=accuracy,
            parent=parent,
        )
        return showing(progress, lambda tell: publish(self._core, new, royalty, tell))

    @call
    def download(
        self, name: str, *, to: str | Path = ".", progress: ProgressSink | bool = False
    ) -> Flow[tuple[Path, ...]]:
        """Downloads a model's files into a folder, with its manifest, checked. What is there already is not fetched
        again."""

        def flow(tell: ProgressSink) -> Flow[tuple[Path, ...]]:
            model = yield from find_model(self._core, name)
            return (yield from fetch(self._core, model, Path(to), tell))

        return showing(progress, flow)

    @call
    def update(self, name: str, *, royalty: int | None = None, active: bool | None = None) -> Flow[None]:
        """Changes the royalty of a model of yours, or withdraws it from new jobs."""
        model = yield from find_model(self._core, name)
        if model.chain is None:
            raise QubixError("MODEL_NOT_ON_CHAIN", f"{model.id} is not on the chain. Publish it first.")
        caller = yield from self._core.caller()
        yield from self._core.ask(
            update_model_on_chain(
                caller,
                model.chain.slot,
                royalty=model.chain.royalty if royalty is None else royalty,
                active=model.chain.active if active is None else active,
            )
        )
