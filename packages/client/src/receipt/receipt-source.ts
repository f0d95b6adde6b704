import type { NetworkDefinition } from "@qubix/protocol";
import { ComputorLists, publicKeyFromIdentity, type TcpClient } from "@qubix/qubic";
import type { ReceiptSource } from "./verify-receipt.ts";

/** A node to check receipts against. Its computor lists count only when the network's arbitrator has signed them. */
export function receiptSource(node: TcpClient, network: NetworkDefinition): ReceiptSource {
  const lists = new ComputorLists([node], publicKeyFromIdentity(network.arbitrator));
  const { contract, ocInterface } = network;
  return { node, contractIndex: contract.index, ocInterface, computors: (epoch) => lists.get(epoch) };
}
