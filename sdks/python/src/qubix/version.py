"""Versions of this package and of the protocol that it speaks with hubs."""

__version__ = "0.1.0"

OLDEST_PROTOCOL = 1
NEWEST_PROTOCOL = 1
"""Hubs answer `VERSION_UNSUPPORTED` when the ranges don't meet; newer minor things of a hub are ignored."""

PROTOCOL_HEADER = "Qubix-Protocol"


def protocol_range() -> str:
    """What goes into the header: `<oldest>-<newest>`."""
    return f"{OLDEST_PROTOCOL}-{NEWEST_PROTOCOL}"
