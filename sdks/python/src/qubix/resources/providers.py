"""`client.providers`."""

from __future__ import annotations

from typing import Literal

from ..documents.provider import OfferedMachine, Provider
from ..flow.effects import Flow, Stream
from ..flow.method import Driver, call, stream
from ..transport.routes import GET_PROVIDER, LIST_MACHINES, LIST_PROVIDERS
from .resource import Resource


class Providers(Resource[Driver]):
    """Who runs jobs."""

    @stream
    def list(
        self,
        *,
        min_stake: int | None = None,
        max_price: int | None = None,
        hub: int | None = None,
        sort: Literal["slot", "stake", "price"] | None = None,
        page_size: int = 50,
    ) -> Stream[Provider]:
        """Providers on the chain, with the machines that are connected to this hub."""
        query = {"minStake": min_stake, "maxPrice": max_price, "hub": hub, "sort": sort, "limit": page_size}
        return self._core.hub.pages(LIST_PROVIDERS, query=query)

    @call
    def get(self, identity: str) -> Flow[Provider]:
        """One provider, by its owner's identity."""
        return self._core.hub.call(GET_PROVIDER, {"identity": identity})

    @stream
    def machines(
        self,
        *,
        provider: int | None = None,
        kind: Literal["wasm", "onnx"] | None = None,
        region: str | None = None,
        min_memory_mib: int | None = None,
        min_stake: int | None = None,
        online: bool | None = None,
        page_size: int = 50,
    ) -> Stream[OfferedMachine]:
        """Machines with prices, free slots and their provider's standing."""
        query = {
            "provider": provider,
            "kind": kind,
            "region": region,
            "minMemoryMiB": min_memory_mib,
            "minStake": min_stake,
            "online": online,
            "limit": page_size,
        }
        return self._core.hub.pages(LIST_MACHINES, query=query)
