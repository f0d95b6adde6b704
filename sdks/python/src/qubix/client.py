"""The clients: `Qubix` blocks, `AsyncQubix` awaits. Both have the same methods."""

from __future__ import annotations

from types import TracebackType
from typing import Any

import httpx

from .base_client import Client
from .chain import AsyncNodeClient, NodeClient
from .config.settings import Settings, settle
from .core import Core
from .errors import ConfigError
from .flow.async_driver import AsyncDriver
from .flow.sync_driver import SyncDriver
from .transport.hub import Hub
from .transport.retry import RetryPolicy

_PROXY_HELP = "Write proxy like http://user:password@proxy.example:3128."


def _core(settings: Settings, timeout: float, attempts: int) -> Core:
    if timeout <= 0 or attempts < 1:
        raise ConfigError("INVALID_SETTING", "timeout is more than 0 seconds, attempts is 1 or more.")
    hub = Hub(
        url=settings.hub,
        credentials=settings.credentials,
        policy=RetryPolicy(attempts=attempts),
        timeout=timeout,
        known_network=settings.network,
    )
    return Core(hub, settings.wallet, settings.tokens)


def _http(proxy: str | None) -> dict[str, Any]:
    """Options of the HTTP client. Redirections are never followed: what is signed is for one address."""
    try:
        return {"proxy": None if proxy is None else httpx.Proxy(proxy), "follow_redirects": False}
    except (ValueError, httpx.InvalidURL):
        raise ConfigError("INVALID_PROXY", f"The proxy's address can't be used. {_PROXY_HELP}") from None


class Qubix(Client[SyncDriver]):
    """A client of a hub and of the network behind it, for programs that block.

        with Qubix() as client:
            print(client.run("examples/digits", images, progress=True)["digit"])

    Without arguments it uses what the command line uses: the profile in use with its hub, network and wallet.
    Everything can be said here or in the environment instead: QUBIX_HUB, QUBIX_PROFILE, QUBIX_WALLET,
    QUBIX_PASSPHRASE, QUBIX_SEED, QUBIX_API_KEY. The seed never leaves this process.

    Args:
        hub: Address of the hub. Its network is what it says, unless `profile` is given too.
        profile: Name of a profile of the command line.
        wallet: Name of a wallet of the command line.
        seed: 55 letters, instead of a wallet.
        passphrase: Opens the wallet.
        api_key: Says who asks in place of signatures. What is paid is still signed by the wallet.
        timeout: Seconds for one answer.
        attempts: How often what fails for a passing reason is tried.
        proxy: Address of an HTTP proxy; HTTP_PROXY and HTTPS_PROXY count otherwise. Nodes are asked directly.
    """

    def __init__(
        self,
        *,
        hub: str | None = None,
        profile: str | None = None,
        wallet: str | None = None,
        seed: str | None = None,
        passphrase: str | None = None,
        api_key: str | None = None,
        timeout: float = 30.0,
        attempts: int = 4,
        proxy: str | None = None,
    ) -> None:
        settings = settle(hub=hub, profile=profile, wallet=wallet, seed=seed, passphrase=passphrase, api_key=api_key)
        core = _core(settings, timeout, attempts)
        super().__init__(
            core, SyncDriver(httpx.Client(**_http(proxy)), lambda: NodeClient(*_node(core), timeout=timeout))
        )

    def __repr__(self) -> str:
        """Where and as whom, and nothing secret."""
        return _told(self, self._core)

    def close(self) -> None:
        """Lets all connections go."""
        self.driver.close()

    def __enter__(self) -> Qubix:
        """Closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Lets all connections go."""
        self.close()


class AsyncQubix(Client[AsyncDriver]):
    """`Qubix` for asyncio and trio: the same arguments and methods, awaited; lists and logs by `async for`.

    async with AsyncQubix() as client:
        print((await client.run("examples/digits", images))["digit"])
    """

    def __init__(
        self,
        *,
        hub: str | None = None,
        profile: str | None = None,
        wallet: str | None = None,
        seed: str | None = None,
        passphrase: str | None = None,
        api_key: str | None = None,
        timeout: float = 30.0,
        attempts: int = 4,
        proxy: str | None = None,
    ) -> None:
        settings = settle(hub=hub, profile=profile, wallet=wallet, seed=seed, passphrase=passphrase, api_key=api_key)
        core = _core(settings, timeout, attempts)
        http = httpx.AsyncClient(**_http(proxy))
        super().__init__(core, AsyncDriver(http, lambda: AsyncNodeClient(*_node(core), timeout=timeout)))

    def __repr__(self) -> str:
        """Where and as whom, and nothing secret."""
        return _told(self, self._core)

    async def close(self) -> None:
        """Lets all connections go."""
        await self.driver.close()

    async def __aenter__(self) -> AsyncQubix:
        """Closed at the end of the block."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Lets all connections go."""
        await self.close()


def _node(core: Core) -> tuple[str, int]:
    """The network's first node. A flow asks for the network before it asks a node."""
    assert core.hub.known_network is not None
    node = core.hub.known_network.nodes[0]
    return node.host, node.port


def _told(client: object, core: Core) -> str:
    return f"{type(client).__name__}(hub={core.hub.url!r}, wallet={core.wallet})"
