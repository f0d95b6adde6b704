import { equalBytes } from "../bytes/bytes.ts";
import { QubicError } from "../errors.ts";
import { parseTransaction } from "../transactions/parse-transaction.ts";
import {
  MAX_INPUT_SIZE,
  SIGNATURE_SIZE,
  type SignedTransaction,
  TRANSACTION_HEADER_SIZE,
} from "../transactions/transaction.ts";
import { type ComputorList, decodeComputorList } from "../wire/computors.ts";
import { encodeContractFunctionRequest } from "../wire/contract-function.ts";
import { decodeEntity, type Entity, encodeEntityRequest } from "../wire/entity.ts";
import { encodeMessage, MESSAGE_HEADER_SIZE, type Message } from "../wire/message.ts";
import { MessageType } from "../wire/message-type.ts";
import { decodeSystemInfo, type SystemInfo } from "../wire/system-info.ts";
import { decodeTickData, encodeTickDataRequest, type TickData, TRANSACTIONS_PER_TICK } from "../wire/tick-data.ts";
import { decodeTickInfo, type TickInfo } from "../wire/tick-info.ts";
import { encodeTickTransactionsRequest } from "../wire/tick-transactions.ts";
import { encodeTransactionInfoRequest } from "../wire/transaction-info.ts";
import {
  decodeTransactionStatus,
  encodeTransactionStatusRequest,
  type TransactionStatus,
} from "../wire/transaction-status.ts";
import { unexpectedAnswer } from "./pending-request.ts";
import { TcpConnection } from "./tcp-connection.ts";

export interface TcpClientOptions {
  host: string;
  port: number;
  /** Most milliseconds that a request may take; 5000 unless said otherwise. */
  timeoutMs?: number;
}

/** What is said of a tick as a whole, with a digest for each transaction. */
const MAX_TICK_BYTES = 160 << 10;
/** A full tick of the largest transactions, each in a message of its own. */
const MAX_TICK_TRANSACTIONS_BYTES =
  TRANSACTIONS_PER_TICK * (MESSAGE_HEADER_SIZE + TRANSACTION_HEADER_SIZE + MAX_INPUT_SIZE + SIGNATURE_SIZE);

/**
 * Talks to one Qubic node over TCP. What a node says is a claim: it executes a tick before the network has agreed on
 * it, and its answers about balances and contracts are unsigned. Every method rejects with QubicError: TIMEOUT when the
 * node can't be reached or stays silent, NODE_NOT_READY while it has no computors, MALFORMED or UNEXPECTED_ANSWER for
 * nonsense, CLOSED after `close`.
 */
export class TcpClient {
  readonly #connection: TcpConnection;

  constructor({ host, port, timeoutMs = 5_000 }: TcpClientOptions) {
    this.#connection = new TcpConnection({ host, port, timeoutMs });
  }

  async tickInfo(): Promise<TickInfo> {
    const info = await this.#ask(MessageType.requestTickInfo, undefined, MessageType.respondTickInfo, decodeTickInfo);
    if (!info || info.epoch === 0) throw notReady();
    return info;
  }

  async systemInfo(): Promise<SystemInfo> {
    const info = await this.#ask(
      MessageType.requestSystemInfo,
      undefined,
      MessageType.respondSystemInfo,
      decodeSystemInfo,
    );
    if (!info) throw notReady();
    return info;
  }

  /** The current epoch's computors; check them with `verifyComputorList`. */
  async computors(): Promise<ComputorList> {
    const list = await this.#ask(
      MessageType.requestComputors,
      undefined,
      MessageType.broadcastComputors,
      decodeComputorList,
    );
    if (!list) throw notReady();
    return list;
  }

  /** An entity's balance and counters; all zero for one that the node doesn't know. */
  async entity(publicKey: Uint8Array): Promise<Entity> {
    const entity = await this.#ask(
      MessageType.requestEntity,
      encodeEntityRequest(publicKey),
      MessageType.respondEntity,
      decodeEntity,
    );
    if (!entity) throw notReady();
    if (!equalBytes(entity.publicKey, publicKey)) {
      throw new QubicError("UNEXPECTED_ANSWER", "The node answered about another entity.");
    }
    return entity;
  }

  /** Calls a contract's function and returns its output. Rejects with CONTRACT_CALL_FAILED when there is none. */
  async querySmartContract(contractIndex: number, inputType: number, input: Uint8Array): Promise<Uint8Array> {
    const output = await this.#ask(
      MessageType.requestContractFunction,
      encodeContractFunctionRequest({ contractIndex, inputType, input }),
      MessageType.respondContractFunction,
      (payload) => payload,
    );
    if (!output?.length) {
      throw new QubicError(
        "CONTRACT_CALL_FAILED",
        `Contract ${contractIndex} has no answer from function ${inputType}.`,
        {
          contractIndex,
          inputType,
        },
      );
    }
    return output;
  }

  /**
   * Hands a signed transaction to the node. Nodes don't answer to that, so a question is sent right behind it: its
   * answer shows that the transaction has arrived. It doesn't show that the node keeps it, or that it'll get into a tick.
   */
  async broadcastTransaction(bytes: Uint8Array): Promise<void> {
    const { bytes: payload } = parseTransaction(bytes);
    await this.#connection.request({
      before: encodeMessage({ type: MessageType.broadcastTransaction, dejavu: 0, payload }),
      type: MessageType.requestTickInfo,
      read(message) {
        if (message.type !== MessageType.respondTickInfo) throw unexpectedAnswer(message);
        return { value: undefined };
      },
    });
  }

  /** A tick's data; undefined if the node has none, which can mean an empty tick or one that it doesn't keep. */
  async tickData(tick: number): Promise<TickData | undefined> {
    const data = await this.#ask(
      MessageType.requestTickData,
      encodeTickDataRequest(tick),
      MessageType.broadcastTickData,
      decodeTickData,
      MAX_TICK_BYTES,
    );
    if (data && data.tick !== tick)
      throw new QubicError("UNEXPECTED_ANSWER", `The node answered with tick ${data.tick}.`);
    return data;
  }

  /** The transactions that the node has for a tick, in no order: the tick's data says which count, and in which order. */
  async tickTransactions(tick: number): Promise<SignedTransaction[]> {
    let transactions: SignedTransaction[] = [];
    return this.#connection.request({
      type: MessageType.requestTickTransactions,
      answerBytes: MAX_TICK_TRANSACTIONS_BYTES,
      payload: encodeTickTransactionsRequest({ tick, except: [] }),
      reset() {
        transactions = [];
      },
      read(message) {
        if (message.type === MessageType.endResponse) return { value: transactions };
        if (message.type !== MessageType.broadcastTransaction) throw unexpectedAnswer(message);
        const transaction = parseTransaction(message.payload);
        if (transaction.tick !== tick || transactions.length >= TRANSACTIONS_PER_TICK) throw unexpectedAnswer(message);
        transactions.push(transaction);
        return undefined;
      },
    });
  }

  /** An executed transaction of the current epoch; undefined if the node doesn't have it. */
  async transaction(digest: Uint8Array): Promise<SignedTransaction | undefined> {
    const transaction = await this.#ask(
      MessageType.requestTransactionInfo,
      encodeTransactionInfoRequest(digest),
      MessageType.broadcastTransaction,
      parseTransaction,
    );
    if (transaction && !equalBytes(transaction.digest, digest)) {
      throw new QubicError("UNEXPECTED_ANSWER", "The node answered with another transaction.");
    }
    return transaction;
  }

  /** What a past tick executed. Only nodes with the add-on answer; others stay silent until the timeout. */
  async transactionStatus(tick: number): Promise<TransactionStatus> {
    const status = await this.#ask(
      MessageType.requestTransactionStatus,
      encodeTransactionStatusRequest(tick),
      MessageType.respondTransactionStatus,
      decodeTransactionStatus,
      MAX_TICK_BYTES,
    );
    if (status?.tick !== tick) throw new QubicError("UNEXPECTED_ANSWER", "The node answered about another tick.");
    return status;
  }

  /** Closes the connection. Requests that still wait are rejected. */
  async close(): Promise<void> {
    this.#connection.close();
  }

  /** One question, one answer of one type; undefined when the node answered END. */
  #ask<T>(
    type: number,
    payload: Uint8Array | undefined,
    answer: number,
    decode: (payload: Uint8Array) => T,
    answerBytes?: number,
  ) {
    return this.#connection.request<T | undefined>({
      type,
      ...(payload && { payload }),
      ...(answerBytes && { answerBytes }),
      read(message: Message) {
        if (message.type === MessageType.endResponse) return { value: undefined };
        if (message.type !== answer) throw unexpectedAnswer(message);
        return { value: decode(message.payload) };
      },
    });
  }
}

function notReady(): QubicError {
  return new QubicError("NODE_NOT_READY", "The node doesn't know its epoch's computors yet; ask again later.");
}
