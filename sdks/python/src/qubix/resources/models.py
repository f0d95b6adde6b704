"""`client.models`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from ..chain import set_access_price_on_chain, update_model_on_chain
from ..documents.model import Model, ModelAccess, ModelOnChain
from ..errors import QubixError
from ..flow.effects import Flow, Stream
from ..flow.method import Driver, call, stream
from ..jobs.prepare import find_model, source_of
from ..models.access import BoughtAccess, ask_access, buy_access
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
        chain = yield from self._on_chain(name)
        caller = yield from self._core.caller()
        yield from self._core.ask(
            update_model_on_chain(
                caller,
                chain.slot,
                royalty=chain.royalty if royalty is None else royalty,
                active=chain.active if active is None else active,
            )
        )

    @call
    def set_access_price(self, name: str, price: int) -> Flow[None]:
        """Says what reading the files of a model of yours costs, in QU, once per reader; 0 ends the sale. Hubs sell
        access to gated models only. Costs the contract's call fee. Who has bought access keeps it."""
        chain = yield from self._on_chain(name)
        caller = yield from self._core.caller()
        yield from self._core.ask(set_access_price_on_chain(caller, chain.slot, price=price))

    @call
    def ask_access(self, name: str) -> Flow[ModelAccess]:
        """Asks the owner of a gated model to be let in to its files, without paying. Its `state` is `pending` until
        they have decided, and `accepted` for who is let in already or where everybody is. Asking again changes
        nothing."""
        model = yield from find_model(self._core, name)
        return (yield from ask_access(self._core, model))

    @call
    def buy_access(self, name: str, *, max_price: int | None = None, timeout: float = 60) -> Flow[BoughtAccess]:
        """Buys access to the files of a gated model, and waits up to `timeout` seconds until the hub lets you in.

            client.models.buy_access("acme/digits", max_price=5_000)
            client.models.download("acme/digits")

        Costs the creator's price, `model.chain.access_price` QU, and the contract's call fee. Who is let in already
        pays nothing. It is signed for one tick only, never by itself for another: calling it twice at once pays twice.

        Raises NotBoughtError (NOT_FOR_SALE; ACCESS_TOO_DEAR above `max_price` QU; INSUFFICIENT_FUNDS), RefusedCallError
        (the contract's price is another one by now) and TransactionDroppedError (the tick did not take it): nothing
        was paid then.
        Raises NoEffectError when the hub has not let you in in time; its message names the transaction to look at."""
        model = yield from find_model(self._core, name)
        return (yield from buy_access(self._core, model, max_price=max_price, timeout=timeout))

    def _on_chain(self, name: str) -> Flow[ModelOnChain]:
        model = yield from find_model(self._core, name)
        if model.chain is None:
            raise QubixError("MODEL_NOT_ON_CHAIN", f"{model.id} is not on the chain. Publish it first.")
        return model.chain
