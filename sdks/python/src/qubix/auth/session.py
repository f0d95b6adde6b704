"""A session with a hub: signing in, tokens that are renewed in time, signing out."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from ..crypto import k12, sign
from ..documents.account import Tokens
from ..errors import ApiError
from ..flow.effects import Flow, offload, sleep
from .credentials import Credentials, Unsigned
from .sign_in_text import check_sign_in_text
from .signed import origin_of
from .token_store import TokenStore
from .wallet import Wallet

if TYPE_CHECKING:
    from ..transport.hub import Hub

_EARLY = timedelta(seconds=30)
"""A token that is good for less is replaced before it is used."""
_LOOK_SECONDS = 0.05


class SessionCredentials:
    """Sends the access token of a session where there is one, else what `otherwise` makes."""

    def __init__(self, tokens: TokenStore, otherwise: Credentials) -> None:
        self.tokens = tokens
        self._otherwise = otherwise

    def authorization(self, hub: Hub, request: Unsigned) -> Flow[str | None]:
        """A bearer token that is still good for a while."""
        tokens = self.tokens.load()
        if tokens is not None and tokens.access_expires_at - datetime.now(timezone.utc) < _EARLY:
            yield from self._refresh(hub, tokens)
            tokens = self.tokens.load()
        if tokens is None:
            return (yield from self._otherwise.authorization(hub, request))
        return _header(tokens)

    def renew(self, hub: Hub, refused: str) -> Flow[bool]:
        """The next token, unless somebody else has brought it meanwhile."""
        tokens = self.tokens.load()
        if tokens is None:
            return False
        if _header(tokens) == refused:
            yield from self._refresh(hub, tokens)
        now = self.tokens.load()
        return now is None or _header(now) != refused

    def _refresh(self, hub: Hub, stale: Tokens) -> Flow[None]:
        """Never repeated: whoever brings a refresh token twice ends the session."""
        from ..transport.routes import REFRESH_SESSION

        while not self.tokens.lock():
            yield from sleep(_LOOK_SECONDS)
        try:
            tokens = self.tokens.load()
            if tokens is None or tokens.access_token != stale.access_token:
                return
            try:
                fresh = yield from hub.call(REFRESH_SESSION, body={"refreshToken": tokens.refresh_token})
            except ApiError as error:
                if error.status != 401:
                    raise
                # The session is over; the wallet can still sign for itself.
                self.tokens.save(None)
            else:
                self.tokens.save(fresh)
        finally:
            self.tokens.unlock()


def sign_in(hub: Hub, wallet: Wallet, name: str) -> Flow[Tokens]:
    """Signs in with a key that stays here."""
    from ..transport.routes import CREATE_CHALLENGE, CREATE_SESSION

    network = yield from hub.network()
    key_pair = yield from wallet.key_pair()
    challenge = yield from hub.call(CREATE_CHALLENGE, body={"identity": wallet.identity})
    check_sign_in_text(
        challenge.text,
        identity=wallet.identity,
        origin=origin_of(hub.url),
        network=network.id,
        nonce=challenge.nonce,
    )
    digest = k12(challenge.text.encode())
    signature = yield from offload(lambda: sign(key_pair, digest))
    body = {"nonce": challenge.nonce, "signature": signature.hex(), "name": name}
    return (yield from hub.call(CREATE_SESSION, body=body))


def _header(tokens: Tokens) -> str:
    return f"Bearer {tokens.access_token}"
