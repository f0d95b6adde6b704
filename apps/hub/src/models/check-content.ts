import { constants, gunzipSync, inflateSync } from "node:zlib";
import { Problem } from "../problem.ts";
import { isPickle } from "./pickle.ts";
import { zipNames } from "./zip-names.ts";

/** Reads a part of a file, both ends included. */
export type ReadPart = (start: number, end: number) => Promise<Uint8Array>;

const HEAD_BYTES = 64 * 1024;
/** Of a compressed file: enough to see what is inside. */
const PACKED_BYTES = 4 * 1024;
const MAX_UNPACKED = 8 * 1024 * 1024;
const PICKLED = /\.(?:pkl|pickle|dill|joblib|pt|pth|ckpt|cloudpickle)(?:\.(?:gz|xz|bz2|zst|lz4|zip))?$/i;
const ADVICE =
  "Save the weights as safetensors (`save_pretrained(…, safe_serialization=True)`), or the whole model as ONNX (`torch.onnx.export`, skl2onnx).";

/**
 * Refuses what runs code when it is loaded: Python pickles, by what is in the file, and by names that stand for them.
 * Archives are kept as they are and never unpacked; only their list of names is looked at.
 * @throws Problem FILE_REFUSED
 */
export async function checkContent(path: string, size: number, read: ReadPart): Promise<void> {
  if (PICKLED.test(path)) refuse(path, "its name is that of a Python pickle");
  if (size === 0) return;
  const head = await read(0, Math.min(size, HEAD_BYTES) - 1);
  if (isPickle(head)) refuse(path, "it is a Python pickle");
  if (isPickle(unpacked(head))) refuse(path, "it is a compressed Python pickle");
  if (isObjectArray(head)) refuse(path, "it is a NumPy array of Python objects, which are pickled");
  if (head[0] !== 0x50 || head[1] !== 0x4b) return;
  const pickled = (await zipNames(size, read)).find((name) => /\.(?:pkl|pickle)$|(?:^|\/)data\.pkl$/i.test(name));
  if (pickled !== undefined) refuse(path, `it is an archive with a Python pickle (${pickled.slice(0, 80)})`);
}

function refuse(path: string, why: string): never {
  throw new Problem(
    "FILE_REFUSED",
    `${path} is refused: ${why}, and loading it would run whatever is in it. ${ADVICE}`,
    { path },
  );
}

/** The beginning of what gzip or zlib has packed; nothing for other files. */
function unpacked(head: Uint8Array): Uint8Array {
  const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_UNPACKED };
  try {
    if (head[0] === 0x1f && head[1] === 0x8b) return gunzipSync(head.subarray(0, PACKED_BYTES), options);
    if (head[0] === 0x78) return inflateSync(head.subarray(0, PACKED_BYTES), options);
  } catch {
    // It only looked so.
  }
  return new Uint8Array();
}

function isObjectArray(head: Uint8Array): boolean {
  if (head[0] !== 0x93 || Buffer.from(head.subarray(1, 6)).toString("latin1") !== "NUMPY") return false;
  return /'descr': *'\|O/.test(Buffer.from(head.subarray(0, 1024)).toString("latin1"));
}
