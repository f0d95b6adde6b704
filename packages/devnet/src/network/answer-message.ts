import {
  decodeContractFunctionRequest,
  decodeEntityRequest,
  decodeTickDataRequest,
  decodeTickTransactionsRequest,
  decodeTransactionInfoRequest,
  decodeTransactionStatusRequest,
  encodeEntity,
  encodeSystemInfo,
  encodeTickInfo,
  encodeTransactionStatus,
  type Message,
  MessageType,
  QubicError,
} from "@qubix/qubic";
import { transactionBytes, transactionCount } from "../ticks/stored-tick.ts";
import type { NodeService } from "./node-service.ts";
import type { Peer } from "./peer.ts";

type Reply = (type: number, payload?: Uint8Array) => void;

/** Answers one message as a node does: it leaves malformed ones and those that nobody asks a node without an answer. */
export function answerMessage(node: NodeService, message: Message, peer: Peer): void {
  try {
    answer(node, message, (type, payload) => peer.send(type, message.dejavu, payload));
  } catch (error) {
    if (!(error instanceof QubicError)) throw error;
    // Of all requests, this one is answered even so.
    if (message.type === MessageType.requestContractFunction)
      peer.send(MessageType.respondContractFunction, message.dejavu);
  }
}

function answer(node: NodeService, { type, payload }: Message, reply: Reply): void {
  switch (type) {
    case MessageType.broadcastTransaction:
      node.broadcast(payload);
      break;
    case MessageType.requestComputors:
      reply(MessageType.broadcastComputors, node.computorList());
      break;
    case MessageType.requestTickInfo:
      reply(MessageType.respondTickInfo, encodeTickInfo(node.tickInfo()));
      break;
    case MessageType.requestSystemInfo:
      reply(MessageType.respondSystemInfo, encodeSystemInfo(node.systemInfo()));
      break;
    case MessageType.requestEntity:
      reply(MessageType.respondEntity, encodeEntity(node.entity(decodeEntityRequest(payload))));
      break;
    case MessageType.requestContractFunction: {
      const { contractIndex, inputType, input } = decodeContractFunctionRequest(payload);
      reply(MessageType.respondContractFunction, node.queryContract(contractIndex, inputType, input));
      break;
    }
    case MessageType.requestTickData:
      replyOrEnd(reply, MessageType.broadcastTickData, node.tickData(decodeTickDataRequest(payload)));
      break;
    case MessageType.requestTransactionInfo:
      replyOrEnd(reply, MessageType.broadcastTransaction, node.transaction(decodeTransactionInfoRequest(payload)));
      break;
    case MessageType.requestTickTransactions:
      replyTickTransactions(node, payload, reply);
      break;
    case MessageType.requestTransactionStatus: {
      const status = node.transactionStatus(decodeTransactionStatusRequest(payload));
      if (status) reply(MessageType.respondTransactionStatus, encodeTransactionStatus(status));
      break;
    }
  }
}

function replyOrEnd(reply: Reply, type: number, payload: Uint8Array | undefined): void {
  if (payload) reply(type, payload);
  else reply(MessageType.endResponse);
}

function replyTickTransactions(node: NodeService, payload: Uint8Array, reply: Reply): void {
  const { tick, except } = decodeTickTransactionsRequest(payload);
  const had = new Set(except);
  const stored = node.storedTick(tick);
  for (let i = 0; stored && i < transactionCount(stored); i++) {
    if (!had.has(i)) reply(MessageType.broadcastTransaction, transactionBytes(stored, i));
  }
  reply(MessageType.endResponse);
}
