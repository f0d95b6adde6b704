"""Uploads under the SHA-256 of the content (docs/artifacts.md)."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import Any

from ..errors import ApiError, BadAnswerError
from ..flow.effects import Flow, offload
from ..progress import Progress, ProgressSink
from ..spec import BlobSource
from ..transport.hub import LARGEST_JSON, Call, Hub
from ..transport.retry import repeat
from ..transport.routes import BEGIN_UPLOAD, COMPLETE_UPLOAD, HEAD_BLOB, PUT_BLOB, PUT_PART, Route
from .content import content_of

PART = 8 * 1024 * 1024
"""What is larger goes in parts."""
_LARGEST_PART = 64 * 1024 * 1024
_TIMEOUT = 600.0


def upload(hub: Hub, source: BlobSource, tell: ProgressSink) -> Flow[str]:
    """Uploads unless the hub has it; returns `sha256:…`. After a break, of this process too, only missing parts are
    sent. Takes the memory of one part."""
    content = yield from offload(partial(content_of, source))
    what = f"upload {content.sha256[:8]}"
    if (yield from _is_there(hub, content.sha256)):
        tell(Progress(what, content.size, content.size))
        return content.digest
    if content.size <= PART:
        body = yield from offload(partial(content.read, 0, content.size))
        yield from _put(hub, PUT_BLOB, {"sha256": content.sha256}, body)
        tell(Progress(what, content.size, content.size))
        return content.digest
    begun = yield from hub.call(BEGIN_UPLOAD, body={"sha256": content.sha256, "size": content.size})
    if not 1 <= begun.part_size <= _LARGEST_PART or begun.parts != -(-content.size // begun.part_size):
        raise BadAnswerError("its parts do not fit the upload")
    for number in range(1, begun.parts + 1):
        start = (number - 1) * begun.part_size
        length = min(begun.part_size, content.size - start)
        if number not in begun.received:
            part = yield from offload(partial(content.read, start, length))
            sha256 = yield from offload(lambda part=part: hashlib.sha256(part).hexdigest())
            yield from _put(hub, PUT_PART, {"id": begun.id, "number": number, "sha256": sha256}, part)
        tell(Progress(what, start + length, content.size))
    yield from hub.call(COMPLETE_UPLOAD, {"id": begun.id}, timeout=_TIMEOUT)
    return content.digest


def _put(hub: Hub, route: Route[Any], params: dict[str, Any], body: bytes) -> Flow[None]:
    headers = {"content-type": "application/octet-stream", "content-length": str(len(body))}
    call = Call(route, params, headers=headers, content=body, body_digest=params["sha256"], timeout=_TIMEOUT)
    yield from repeat(hub.policy, lambda: hub.exchange(call, LARGEST_JSON))


def _is_there(hub: Hub, sha256: str) -> Flow[bool]:
    try:
        yield from repeat(hub.policy, lambda: hub.exchange(Call(HEAD_BLOB, {"sha256": sha256}), 0))
    except ApiError as error:
        # A key that may only write can't look; sending what is there already is harmless.
        if error.status in (403, 404):
            return False
        raise
    return True
