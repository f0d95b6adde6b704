import type { ContractReader } from "@qubix/contract";
import type { NetworkDefinition } from "@qubix/protocol";
import type { ComputorLists, TcpClient } from "@qubix/qubic";

/** One thing that was compared. `detail` says what differs. */
export interface ReceiptCheck {
  what: string;
  ok: boolean;
  detail?: string;
}

/** Where to check: a node of the network that the receipt is of. */
export interface ReceiptSource {
  node: TcpClient;
  network: Pick<NetworkDefinition, "id" | "contract" | "ocInterface" | "arbitrator">;
}

/** A source with what follows from it. */
export interface CheckContext extends ReceiptSource {
  reader: ContractReader;
  computors: ComputorLists;
}

export const passed = (what: string): ReceiptCheck => ({ what, ok: true });
export const failed = (what: string, detail: string): ReceiptCheck => ({ what, ok: false, detail });
