"""`client.account`, `client.api_keys` and `client.network`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ..auth.session import sign_in
from ..documents.account import Account, ApiKey, BlobUsage, CreatedApiKey, Session
from ..documents.network import NetworkInfo, NetworkStatistics
from ..errors import ApiError
from ..flow.effects import Flow, Stream
from ..flow.method import Driver, call, stream
from ..transport.routes import (
    ACCOUNT_USAGE,
    CREATE_API_KEY,
    DELETE_ACCOUNT_DATA,
    END_SESSION,
    GET_ACCOUNT,
    GET_NETWORK,
    LIST_API_KEYS,
    LIST_SESSIONS,
    NETWORK_STATISTICS,
    REVOKE_API_KEY,
    REVOKE_SESSION,
)
from .resource import Resource


class AccountResource(Resource[Driver]):
    """Who one is to the hub."""

    @call
    def get(self) -> Flow[Account]:
        """Whom the hub takes this client for, how that was proved, and what that identity is on the chain."""
        return self._core.hub.call(GET_ACCOUNT)

    @call
    def usage(self) -> Flow[BlobUsage]:
        """What one's blobs take, and may take."""
        return self._core.hub.call(ACCOUNT_USAGE)

    @call
    def sign_in(self, *, name: str = "python") -> Flow[Account]:
        """Signs in, so that requests need not be signed one by one. Sessions of named wallets are the command line's,
        too; those of seeds end with the process. `name` is how the session is called in the list."""
        self._core.tokens.save((yield from sign_in(self._core.hub, self._core.signer(), name)))
        return (yield from self._core.hub.call(GET_ACCOUNT))

    @call
    def sign_out(self) -> Flow[None]:
        """Ends the session at the hub, at once, and forgets it here in any case."""
        if self._core.tokens.load() is None:
            return
        try:
            yield from self._core.hub.call(END_SESSION)
        except ApiError as error:
            if error.status not in (401, 404):
                raise
        finally:
            self._core.tokens.save(None)

    @stream
    def sessions(self) -> Stream[Session]:
        """Where this identity is signed in."""
        return self._core.hub.pages(LIST_SESSIONS)

    @call
    def revoke_session(self, session: str) -> Flow[None]:
        """Ends one of one's sessions, at once."""
        return self._core.hub.call(REVOKE_SESSION, {"session": session})

    @call
    def delete_data(self) -> Flow[bool]:
        """Has the hub delete the data of all one's ended jobs, uploads and webhooks, within minutes."""
        return (yield from self._core.hub.call(DELETE_ACCOUNT_DATA)).accepted


class ApiKeys(Resource[Driver]):
    """Keys for programs. They do what their scopes name, and move no money."""

    @call
    def create(self, name: str, *, scopes: Sequence[str], expires_at: datetime | None = None) -> Flow[CreatedApiKey]:
        """Makes a key. Its secret, `key`, is shown this once."""
        body: dict[str, Any] = {"name": name, "scopes": list(scopes)}
        if expires_at is not None:
            body["expiresAt"] = round(expires_at.timestamp() * 1000)
        return self._core.hub.call(CREATE_API_KEY, body=body)

    @stream
    def list(self) -> Stream[ApiKey]:
        """One's keys, without their secrets."""
        return self._core.hub.pages(LIST_API_KEYS)

    @call
    def revoke(self, id: str) -> Flow[None]:
        """Revokes a key, at once."""
        return self._core.hub.call(REVOKE_API_KEY, {"id": id})


class NetworkResource(Resource[Driver]):
    """The network that the hub is on."""

    @call
    def get(self) -> Flow[NetworkInfo]:
        """The network, this hub's place on it, and the contract's configuration."""
        return self._core.hub.call(GET_NETWORK)

    @call
    def statistics(self) -> Flow[NetworkStatistics]:
        """The whole network in numbers."""
        return self._core.hub.call(NETWORK_STATISTICS)
