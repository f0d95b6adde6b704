"""The text that a hub wants signed by who signs in. It is read before it is signed."""

from __future__ import annotations

import re

from ..errors import BadAnswerError

_TIME = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z"
_TEXT = re.compile(
    r"QUBIX_SIGN_IN_V1\n"
    r"(?P<origin>[a-z0-9._:\[\]-]{1,255}) wants you to sign in with your Qubic identity\.\n"
    r"This proves who you are, and nothing else: it moves no money and is no transaction\.\n"
    r"Identity: (?P<identity>[A-Z]{60})\n"
    r"Hub: (?P=origin)\n"
    r"Network: (?P<network>[a-z0-9-]{1,32})\n"
    r"Nonce: (?P<nonce>[0-9a-f]{64})\n"
    rf"Issued: {_TIME}\nExpires: {_TIME}"
)


def check_sign_in_text(text: str, *, identity: str, origin: str, network: str, nonce: str) -> None:
    """Nothing but the protocol's own text, for this identity, hub and network, is ever signed: a hub that could have
    something else signed could have a request signed, or a sign-in at another hub."""
    match = _TEXT.fullmatch(text)
    if match is None:
        raise BadAnswerError("what it wants signed is no text to sign in with; nothing was signed")
    expected = {"identity": identity, "origin": origin, "network": network, "nonce": nonce}
    for what, value in expected.items():
        if match[what] != value:
            raise BadAnswerError(f"it wants a text signed that names another {what}; nothing was signed")
