import type { FileScan } from "@qubix/market";
import type { Store } from "@qubix/store";
import { Problem } from "../problem.ts";
import type { ScanConfig } from "./scan-config.ts";

/** Keeps files of models from readers that the operator's scanner has refused, or not yet passed. */
export class Quarantine {
  constructor(
    readonly store: Pick<Store, "scans">,
    readonly config: Pick<ScanConfig, "command" | "quarantine">,
  ) {}

  /** Whether files are scanned here at all. */
  get on(): boolean {
    return this.config.command !== undefined;
  }

  async holds(digest: string): Promise<boolean> {
    return (await this.#held([digest])) !== undefined;
  }

  /** @throws Problem FILE_QUARANTINED */
  async refuse(digests: readonly string[]): Promise<void> {
    const held = await this.#held(digests);
    if (held === undefined) return;
    const why =
      held.state === "refused" ? `was refused: ${held.reason ?? "no reason is given"}` : "waits for its verdict";
    throw new Problem("FILE_QUARANTINED", `sha256:${held.digest} ${why}.`, { digest: held.digest, state: held.state });
  }

  async #held(digests: readonly string[]): Promise<FileScan | undefined> {
    if (!this.on) return undefined;
    const scans = await this.store.scans.of(digests);
    return scans.find(({ state }) => state === "refused" || (state === "pending" && this.config.quarantine));
  }
}
