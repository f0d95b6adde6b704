"""Models and their files."""

from __future__ import annotations

from dataclasses import dataclass

from .document import Document, Qu, Time


@dataclass(frozen=True, kw_only=True)
class ModelFile(Document):
    """A file of a model: its bytes are the blob with this digest."""

    path: str
    digest: str
    size: int


@dataclass(frozen=True, kw_only=True)
class TensorSchema(Document):
    """An input or output. A dimension that is a name is free."""

    name: str
    dtype: str
    shape: tuple[int | str, ...]
    description: str | None = None

    def __str__(self) -> str:
        """`image: float32[N, 1, 8, 8]`."""
        return f"{self.name}: {self.dtype}[{', '.join(map(str, self.shape))}]"


@dataclass(frozen=True, kw_only=True)
class Manifest(Document):
    """What a model version is made of."""

    namespace: str
    name: str
    format: str
    files: tuple[ModelFile, ...]
    inputs: tuple[TensorSchema, ...]
    outputs: tuple[TensorSchema, ...]
    license: str
    description: str
    tags: tuple[str, ...] | None = None
    parent: str | None = None


@dataclass(frozen=True, kw_only=True)
class ModelOnChain(Document):
    """What the contract knows of a model: who is paid how much for each job, and for access to its files where that is
    for sale."""

    slot: int
    creator: str
    royalty: Qu
    active: bool
    access_price: Qu | None = None


@dataclass(frozen=True, kw_only=True)
class Model(Document):
    """A published model version. `digest` is its manifest's; jobs pin it. `visibility` is public, gated (its files are
    for whom its owner lets in and who has paid) or private."""

    namespace: str
    name: str
    digest: str
    size: int
    manifest: Manifest
    created_at: Time
    chain: ModelOnChain | None = None
    owner: str | None = None
    visibility: str | None = None

    @property
    def id(self) -> str:
        """`namespace/name`."""
        return f"{self.namespace}/{self.name}"


@dataclass(frozen=True, kw_only=True)
class ModelRepository(Document):
    """A model as a whole, whatever its versions. `gating` is auto (whoever asks is let in) or manual."""

    namespace: str
    name: str
    owner: str
    visibility: str
    gating: str


@dataclass(frozen=True, kw_only=True)
class ModelAccess(Document):
    """Whether somebody may read a model's files: `state` is pending, accepted or rejected. `paid` is what they paid for
    it on the chain."""

    identity: str
    state: str
    requested_at: Time
    decided_at: Time | None = None
    paid: Qu | None = None


@dataclass(frozen=True, kw_only=True)
class Upload(Document):
    """An upload in parts, and which parts are there."""

    id: str
    size: int
    part_size: int
    parts: int
    received: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Pieces(Document):
    """SHA-256 of each piece of a blob."""

    piece_size: int
    digests: tuple[str, ...]
