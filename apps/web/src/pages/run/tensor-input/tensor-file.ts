import { encodeNpy, type Tensor } from "@qubix/client/onnx";
import type { LocalFile } from "../local-file.ts";
import { readLocalFile } from "../read-local-file.ts";

/** A tensor as the file that a job of a model finds as this input. */
export function tensorFile(input: string, tensor: Tensor): Promise<LocalFile> {
  const content = new Blob([encodeNpy(tensor) as Uint8Array<ArrayBuffer>], { type: "application/octet-stream" });
  return readLocalFile(content, `${input}.npy`);
}
