import type { DeclineReason } from "@qubix/protocol";

/** The attempt ends here without a result. `decline` is what the contract is told, unless it ended it itself. */
export class GiveUp extends Error {
  readonly decline: DeclineReason | undefined;

  constructor(message: string, decline?: DeclineReason) {
    super(message);
    this.name = "GiveUp";
    this.decline = decline;
  }
}
