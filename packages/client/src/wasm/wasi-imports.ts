import { refused } from "./module-error.ts";
import type { FunctionType, Import } from "./module-sections.ts";

/** The functions of WASI preview 1 that a job may import, with their signatures: i = i32, I = i64. */
export const WASI_FUNCTIONS: Readonly<Record<string, string>> = {
  args_get: "ii>i",
  args_sizes_get: "ii>i",
  environ_get: "ii>i",
  environ_sizes_get: "ii>i",
  clock_res_get: "ii>i",
  clock_time_get: "iIi>i",
  fd_advise: "iIIi>i",
  fd_allocate: "iII>i",
  fd_close: "i>i",
  fd_datasync: "i>i",
  fd_fdstat_get: "ii>i",
  fd_fdstat_set_flags: "ii>i",
  fd_fdstat_set_rights: "iII>i",
  fd_filestat_get: "ii>i",
  fd_filestat_set_size: "iI>i",
  fd_filestat_set_times: "iIIi>i",
  fd_pread: "iiiIi>i",
  fd_prestat_get: "ii>i",
  fd_prestat_dir_name: "iii>i",
  fd_pwrite: "iiiIi>i",
  fd_read: "iiii>i",
  fd_readdir: "iiiIi>i",
  fd_renumber: "ii>i",
  fd_seek: "iIii>i",
  fd_sync: "i>i",
  fd_tell: "ii>i",
  fd_write: "iiii>i",
  path_create_directory: "iii>i",
  path_filestat_get: "iiiii>i",
  path_filestat_set_times: "iiiiIIi>i",
  path_link: "iiiiiii>i",
  path_open: "iiiiiIIii>i",
  path_readlink: "iiiiii>i",
  path_remove_directory: "iii>i",
  path_rename: "iiiiii>i",
  path_symlink: "iiiii>i",
  path_unlink_file: "iii>i",
  poll_oneoff: "iiii>i",
  proc_exit: "i>",
  proc_raise: "i>i",
  sched_yield: ">i",
  random_get: "ii>i",
  sock_accept: "iii>i",
  sock_recv: "iiiiii>i",
  sock_send: "iiiii>i",
  sock_shutdown: "ii>i",
};

const LETTERS: Record<number, string> = { 127: "i", 126: "I", 125: "f", 124: "F" };

/** Refuses imports that no sandbox serves, and known names with another signature. */
export function checkImports(imports: readonly Import[], types: readonly FunctionType[]): void {
  for (const { module, name, type } of imports) {
    if (module !== "wasi_snapshot_preview1") {
      throw refused(`the module imports "${module}.${name}"; only functions of wasi_snapshot_preview1 are served`);
    }
    const expected = Object.hasOwn(WASI_FUNCTIONS, name) ? WASI_FUNCTIONS[name] : undefined;
    if (!expected) throw refused(`the module imports "${name}", which is no function of WASI preview 1`);
    const signature = types[type];
    const found = signature ? `${letters(signature.parameters)}>${letters(signature.results)}` : "?";
    if (found !== expected)
      throw refused(`the module imports "${name}" with the signature ${found} instead of ${expected}`);
  }
}

const letters = (types: Uint8Array) => [...types].map((type) => LETTERS[type] ?? "?").join("");
