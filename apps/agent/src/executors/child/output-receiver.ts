import { RelativePath } from "@qubix/protocol";
import { z } from "zod";
import { readJson } from "./sandbox-child.ts";

const Announcement = z.strictObject({ path: RelativePath, size: z.int().min(0) });
const MAXIMUM_OUTPUTS = 4096;

/** Puts output files together from frames and keeps the child to the job's limits. Throws RangeError otherwise. */
export class OutputReceiver {
  readonly #outputs: { path: string; bytes: Uint8Array }[] = [];
  #left: number;
  #filled = 0;

  /** @param limit bytes over all outputs */
  constructor(limit: number) {
    this.#left = limit;
  }

  announce(payload: Uint8Array): void {
    this.#checkComplete();
    const { path, size } = Announcement.parse(readJson(payload));
    if (size > this.#left || this.#outputs.length >= MAXIMUM_OUTPUTS) throw new RangeError("outputs beyond the limit");
    this.#left -= size;
    this.#filled = 0;
    this.#outputs.push({ path, bytes: new Uint8Array(size) });
  }

  data(payload: Uint8Array): void {
    const output = this.#outputs.at(-1);
    if (!output || this.#filled + payload.length > output.bytes.length)
      throw new RangeError("more data than announced");
    output.bytes.set(payload, this.#filled);
    this.#filled += payload.length;
  }

  take(): { path: string; bytes: Uint8Array }[] {
    this.#checkComplete();
    return this.#outputs;
  }

  #checkComplete(): void {
    const output = this.#outputs.at(-1);
    if (output && this.#filled !== output.bytes.length) throw new RangeError("less data than announced");
  }
}
