"""From a route and its parameters to a URL."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast
from urllib.parse import quote, urlencode

from .routes import PREFIX, Route


def address(hub: str, route: Route[Any], params: Mapping[str, object], query: Mapping[str, object]) -> str:
    """The URL of a request. Parts of a path are escaped, so that no key or name can lead elsewhere."""
    unknown = set(query) - route.query
    if unknown:
        raise TypeError(f"{route.name} takes no {', '.join(sorted(unknown))}")
    path = re.sub(r"\{(\w+)\}", lambda match: _part(params[match[1]]), route.path)
    given = {name: _text(value) for name, value in query.items() if value is not None}
    return hub + PREFIX + path + (f"?{urlencode(given)}" if given else "")


def _part(value: object) -> str:
    text = quote(_text(value), safe="")
    # A dot or two would be taken for a step up by whoever normalises the path.
    return "%2E" * len(text) if text in (".", "..") else text


def _text(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case datetime():
            return str(round(value.timestamp() * 1000))
        case list() | tuple():
            return ",".join(map(_text, cast("Sequence[object]", value)))
        case _:
            return str(value)
