"""Splits a module into what has to be known of it. Features that differ between machines are refused here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from .byte_reader import ByteReader, refuse

_HEADER = b"\0asm\1\0\0\0"
_CUSTOM, _TYPE, _IMPORT, _FUNCTION, _TABLE, _MEMORY, _EXPORT, _START, _DATA_COUNT = 0, 1, 2, 3, 4, 5, 7, 8, 12
_VALUE_TYPES = {0x7F: "i", 0x7E: "I", 0x7D: "f", 0x7C: "F", 0x7B: "v", 0x70: "r", 0x6F: "r"}
_TABLE_TYPES = (0x70, 0x6F)
_MAX_TABLE = 1_000_000
_PAGES_PER_MIB = 16


@dataclass(frozen=True)
class Import:
    """A function that the module wants."""

    module: str
    name: str
    type: int


@dataclass(frozen=True)
class Export:
    """What the module offers."""

    name: str
    kind: int
    index: int


@dataclass
class Sections:
    """A module as far as it matters."""

    types: list[str] = field(default_factory=list[str])
    """Signatures: letters of the parameters, `>`, letters of the results; i = i32, I = i64."""
    imports: list[Import] = field(default_factory=list[Import])
    functions: list[int] = field(default_factory=list[int])
    """Type of each function, imports first."""
    memory_pages: int = 0
    """With how many it starts."""
    exports: list[Export] = field(default_factory=list[Export])

    @property
    def memory_mib(self) -> int:
        """What it starts with, rounded up."""
        return -(-self.memory_pages // _PAGES_PER_MIB)


def read_sections(data: bytes) -> Sections:
    """Raises QubixError INVALID_MODULE for what is malformed and for each feature that is refused."""
    reader = ByteReader(data)
    if data[: len(_HEADER)] != _HEADER:
        refuse("this is not a WebAssembly module of version 1 (components are not modules)")
    reader.take(len(_HEADER))
    sections = Sections()
    seen = {_CUSTOM}
    while reader.left:
        number = reader.byte()
        part = reader.take(reader.count())
        if number == _START:
            refuse("the module has a start function; export `_start` instead")
        if number > _DATA_COUNT:
            refuse("the module uses exception handling or another extension that is not allowed")
        if number in seen and number != _CUSTOM:
            refuse("the module has a section twice")
        seen.add(number)
        if number in _READERS:
            _READERS[number](ByteReader(part), sections)
    return sections


def _types(reader: ByteReader, sections: Sections) -> None:
    for _ in range(reader.count()):
        if reader.byte() != 0x60:
            refuse("the module uses garbage-collected types")
        sections.types.append(f"{_letters(reader)}>{_letters(reader)}")


def _letters(reader: ByteReader) -> str:
    kinds = reader.take(reader.count())
    if not all(kind in _VALUE_TYPES for kind in kinds):
        refuse("the module uses value types of an extension that is not allowed")
    return "".join(_VALUE_TYPES[kind] for kind in kinds)


def _imports(reader: ByteReader, sections: Sections) -> None:
    for _ in range(reader.count()):
        module, name = reader.name(), reader.name()
        if reader.byte() != 0:
            refuse(
                f'the module imports "{module}.{name}", which is not a function; only WASI functions can be imported'
            )
        kind = reader.u32()
        sections.imports.append(Import(module, name, kind))
        sections.functions.append(kind)


def _functions(reader: ByteReader, sections: Sections) -> None:
    sections.functions.extend(reader.u32() for _ in range(reader.count()))


def _tables(reader: ByteReader, sections: Sections) -> None:
    for _ in range(reader.count()):
        if reader.byte() not in _TABLE_TYPES:
            refuse("the module has a table of an unknown kind")
        if _least(reader, "table") > _MAX_TABLE:
            refuse(f"the module has a table of more than {_MAX_TABLE} entries")
        if not reader.left:
            return


def _memory(reader: ByteReader, sections: Sections) -> None:
    count = reader.count()
    if count > 1:
        refuse("the module has more than one memory")
    if count == 1:
        sections.memory_pages = _least(reader, "memory")


def _least(reader: ByteReader, what: str) -> int:
    flags = reader.byte()
    if flags & 0x02:
        refuse(f"the module has a shared {what}; threads are not allowed")
    if flags & 0x04:
        refuse(f"the module has a 64-bit {what}; compile for wasm32")
    if flags > 1:
        refuse(f"the module has a {what} with unknown limits")
    least = reader.u32()
    if flags:
        reader.u32()
    return least


def _exports(reader: ByteReader, sections: Sections) -> None:
    for _ in range(reader.count()):
        sections.exports.append(Export(reader.name(), reader.byte(), reader.u32()))


_READERS: dict[int, Callable[[ByteReader, Sections], None]] = {
    _TYPE: _types,
    _IMPORT: _imports,
    _FUNCTION: _functions,
    _TABLE: _tables,
    _MEMORY: _memory,
    _EXPORT: _exports,
}
