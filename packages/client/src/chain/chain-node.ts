import type { ComputorList, Entity, SignedTransaction, TickData, TickInfo } from "@qubix/qubic";

/** What clients ask of the chain: `TcpClient` asks a node, `HubNode` a hub. Answers are claims, until their signatures are checked. */
export interface ChainNode {
  tickInfo(): Promise<Pick<TickInfo, "tick" | "epoch">>;
  entity(publicKey: Uint8Array): Promise<Omit<Entity, "spectrumIndex" | "siblings">>;
  querySmartContract(contractIndex: number, inputType: number, input: Uint8Array): Promise<Uint8Array>;
  broadcastTransaction(bytes: Uint8Array): Promise<void>;
  tickData(tick: number): Promise<TickData | undefined>;
  tickTransactions(tick: number): Promise<SignedTransaction[]>;
  transaction(digest: Uint8Array): Promise<SignedTransaction | undefined>;
  computors(): Promise<ComputorList>;
}
