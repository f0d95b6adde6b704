"""Accounts, sessions and API keys."""

from __future__ import annotations

from dataclasses import dataclass, field

from .document import Document, Time


@dataclass(frozen=True, kw_only=True)
class Account(Document):
    """Whom the hub takes a request for, and what that identity is on the chain."""

    identity: str
    via: str
    roles: tuple[str, ...]
    scopes: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class BlobQuota(Document):
    """What blobs may take."""

    bytes: int
    blobs: int


@dataclass(frozen=True, kw_only=True)
class BlobUsage(Document):
    """What an account's blobs take, and may take."""

    bytes: int
    blobs: int
    quota: BlobQuota


@dataclass(frozen=True, kw_only=True)
class ApiKey(Document):
    """An API key without its secret."""

    id: str
    prefix: str
    name: str
    scopes: tuple[str, ...]
    created_at: Time
    expires_at: Time | None = None
    last_used_at: Time | None = None


@dataclass(frozen=True, kw_only=True)
class CreatedApiKey(ApiKey):
    """A new API key. `key` is shown this once."""

    key: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Session(Document):
    """Where an identity is signed in."""

    id: str
    name: str
    created_at: Time
    last_used_at: Time
    expires_at: Time
    current: bool


@dataclass(frozen=True, kw_only=True)
class Challenge(Document):
    """A text to sign in with."""

    text: str
    nonce: str
    expires_at: Time


@dataclass(frozen=True, kw_only=True)
class Tokens(Document):
    """What somebody who has signed in holds. The refresh token is good once."""

    session: str
    identity: str
    access_token: str = field(repr=False)
    access_expires_at: Time
    refresh_token: str = field(repr=False)
    refresh_expires_at: Time
