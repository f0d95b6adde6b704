"""Whether a program can be a job at all."""

from __future__ import annotations

from .byte_reader import refuse
from .sections import Sections, read_sections

MAX_MODULE_BYTES = 64 * 1024 * 1024
_FUNCTION, _MEMORY = 0, 2

WASI_FUNCTIONS: dict[str, str] = {
    "args_get": "ii>i",
    "args_sizes_get": "ii>i",
    "environ_get": "ii>i",
    "environ_sizes_get": "ii>i",
    "clock_res_get": "ii>i",
    "clock_time_get": "iIi>i",
    "fd_advise": "iIIi>i",
    "fd_allocate": "iII>i",
    "fd_close": "i>i",
    "fd_datasync": "i>i",
    "fd_fdstat_get": "ii>i",
    "fd_fdstat_set_flags": "ii>i",
    "fd_fdstat_set_rights": "iII>i",
    "fd_filestat_get": "ii>i",
    "fd_filestat_set_size": "iI>i",
    "fd_filestat_set_times": "iIIi>i",
    "fd_pread": "iiiIi>i",
    "fd_prestat_get": "ii>i",
    "fd_prestat_dir_name": "iii>i",
    "fd_pwrite": "iiiIi>i",
    "fd_read": "iiii>i",
    "fd_readdir": "iiiIi>i",
    "fd_renumber": "ii>i",
    "fd_seek": "iIii>i",
    "fd_sync": "i>i",
    "fd_tell": "ii>i",
    "fd_write": "iiii>i",
    "path_create_directory": "iii>i",
    "path_filestat_get": "iiiii>i",
    "path_filestat_set_times": "iiiiIIi>i",
    "path_link": "iiiiiii>i",
    "path_open": "iiiiiIIii>i",
    "path_readlink": "iiiiii>i",
    "path_remove_directory": "iii>i",
    "path_rename": "iiiiii>i",
    "path_symlink": "iiiii>i",
    "path_unlink_file": "iii>i",
    "poll_oneoff": "iiii>i",
    "proc_exit": "i>",
    "proc_raise": "i>i",
    "sched_yield": ">i",
    "random_get": "ii>i",
    "sock_accept": "iii>i",
    "sock_recv": "iiiiii>i",
    "sock_send": "iiiii>i",
    "sock_shutdown": "ii>i",
}
"""The functions of WASI preview 1 that a job may import, with their signatures: i = i32, I = i64."""


def check_module(data: bytes, memory_mib: int) -> None:
    """Looks at a module's structure: its imports, exports, memory, and features that differ between machines.

    Its instructions are left to the machines that run it: whether it passes WebAssembly's validation, only they say.

    Raises:
        QubixError: INVALID_MODULE with the reason in words.
    """
    if len(data) > MAX_MODULE_BYTES:
        refuse(f"the module is larger than {MAX_MODULE_BYTES // 1024 // 1024} MiB")
    module = read_sections(data)
    _check_imports(module)
    _check_exports(module)
    if module.memory_mib > memory_mib:
        starts = f"the module starts with {module.memory_mib} MiB of memory"
        refuse(f"{starts}, the job allows {memory_mib} MiB; raise limits.memory_mib")


def _check_imports(module: Sections) -> None:
    for wanted in module.imports:
        if wanted.module != "wasi_snapshot_preview1":
            what = f"{wanted.module}.{wanted.name}"
            refuse(f'the module imports "{what}"; only functions of wasi_snapshot_preview1 are served')
        expected = WASI_FUNCTIONS.get(wanted.name)
        if expected is None:
            refuse(f'the module imports "{wanted.name}", which is no function of WASI preview 1')
        found = module.types[wanted.type] if wanted.type < len(module.types) else "?"
        if found != expected:
            refuse(f'the module imports "{wanted.name}" with the signature {found} instead of {expected}')


def _check_exports(module: Sections) -> None:
    start = next((one for one in module.exports if one.name == "_start"), None)
    if start is None or start.kind != _FUNCTION:
        refuse("the module exports no function `_start`; build a WASI command, not a library")
    if _signature(module, start.index) != ">":
        refuse("`_start` must take and return nothing")
    if module.imports and not any(one.name == "memory" and one.kind == _MEMORY for one in module.exports):
        refuse("the module imports WASI functions but does not export its memory as `memory`")
    if any(one.name.startswith("qubix.") for one in module.exports):
        refuse("names that begin with `qubix.` are reserved")


def _signature(module: Sections, function: int) -> str | None:
    if function >= len(module.functions) or module.functions[function] >= len(module.types):
        return None
    return module.types[module.functions[function]]
