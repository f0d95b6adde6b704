"""Sizes of keys, digests and signatures."""

from __future__ import annotations

from qubix.errors import QubixError


def check_size(name: str, data: bytes, size: int) -> None:
    """Raises QubixError INVALID_SIZE unless `data` has exactly `size` bytes."""
    if len(data) != size:
        details = {"name": name, "expected": size, "actual": len(data)}
        raise QubixError("INVALID_SIZE", f"{name} must have {size} bytes, not {len(data)}.", details=details)
