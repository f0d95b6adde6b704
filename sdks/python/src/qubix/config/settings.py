"""From arguments, environment and files to what a client works with. Arguments come first, then the environment, then
the profile that is in use."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ..auth.api_key import ApiKeyCredentials
from ..auth.credentials import Credentials
from ..auth.session import SessionCredentials
from ..auth.signed import SignedCredentials
from ..auth.token_store import FileTokens, MemoryTokens, TokenStore
from ..auth.wallet import Wallet
from ..documents.network import Network
from ..errors import ConfigError
from .home import session_file
from .profile import read_profile
from .wallets import wallet_named


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Where, and as whom."""

    hub: str
    network: Network | None
    wallet: Wallet | None
    credentials: Credentials | None = field(repr=False)
    tokens: TokenStore = field(repr=False)


def settle(
    *,
    hub: str | None = None,
    profile: str | None = None,
    wallet: str | None = None,
    seed: str | None = None,
    passphrase: str | None = None,
    api_key: str | None = None,
) -> Settings:
    """What the arguments leave open is looked up. A hub that is named without a profile tells its network itself."""
    url = hub or os.environ.get("QUBIX_HUB")
    found = read_profile(profile) if url is None or profile is not None else None
    url = url or (found.hub if found else None)
    if url is None:
        raise ConfigError(
            "NO_HUB",
            "No hub is known. Pass hub=…, set QUBIX_HUB, or choose a profile; `qubix up` makes one.",
        )
    url = _checked(url)
    who = _wallet(wallet, seed, passphrase, found.wallet if found else None)
    network = found.network if found else None
    tokens = _tokens(url, network, who)
    key = api_key or os.environ.get("QUBIX_API_KEY")
    credentials: Credentials | None = None
    if key:
        credentials = ApiKeyCredentials(key)
    elif who is not None:
        credentials = SessionCredentials(tokens, SignedCredentials(who))
    return Settings(hub=url, network=network, wallet=who, credentials=credentials, tokens=tokens)


def _wallet(name: str | None, seed: str | None, passphrase: str | None, of_profile: str | None) -> Wallet | None:
    if seed is not None:
        return Wallet.of_seed(seed)
    chosen = name or os.environ.get("QUBIX_WALLET")
    if chosen is None and os.environ.get("QUBIX_SEED"):
        return Wallet.of_seed(os.environ["QUBIX_SEED"])
    chosen = chosen or of_profile
    return wallet_named(chosen, passphrase) if chosen else None


def _tokens(hub: str, network: Network | None, wallet: Wallet | None) -> TokenStore:
    """Sessions of named wallets are the command line's; those of seeds leave no trace."""
    if network is None or wallet is None or wallet.name is None:
        return MemoryTokens()
    return FileTokens(session_file(hub, network.id, wallet.identity))


def _checked(url: str) -> str:
    parts = urlsplit(url)
    try:
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good or parts.query or parts.fragment or parts.username is not None or parts.password is not None:
        raise ConfigError("INVALID_HUB", "The hub's address can't be used. Write it like https://hub.example.")
    return url.rstrip("/")
