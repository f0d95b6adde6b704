/** Message types of the node's TCP protocol (Qubic Core, src/network_messages/network_message_type.h). */
export const MessageType = {
  exchangePublicPeers: 0,
  broadcastComputors: 2,
  broadcastTickData: 8,
  requestComputors: 11,
  requestTickData: 16,
  broadcastTransaction: 24,
  requestTransactionInfo: 26,
  requestTickInfo: 27,
  respondTickInfo: 28,
  requestTickTransactions: 29,
  requestEntity: 31,
  respondEntity: 32,
  endResponse: 35,
  requestContractFunction: 42,
  respondContractFunction: 43,
  requestSystemInfo: 46,
  respondSystemInfo: 47,
  /** The node's queue is full: ask again. */
  tryAgain: 54,
  ocMachineInvocation: 192,
  /** Only nodes built with the transaction status add-on answer it. */
  requestTransactionStatus: 201,
  respondTransactionStatus: 202,
} as const;
