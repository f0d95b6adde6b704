import { fromBase64, publicKeyFromIdentity, QubicError, toBase64 } from "@qubix/qubic";
import { DevnetError } from "../devnet-error.ts";
import { badRequest } from "./http-error.ts";
import type { HttpRoutes } from "./http-server.ts";
import type { NodeService } from "./node-service.ts";

/** The node's HTTP RPC with the JSON of public RPC servers: 64-bit numbers are strings, bytes are base64. */
export function liveRoutes(node: NodeService): HttpRoutes {
  const tickInfo = () => {
    const { tick, tickDuration, epoch, initialTick } = node.tickInfo();
    return { tick, duration: tickDuration, epoch, initialTick };
  };
  return {
    "GET /live/v1/tick-info": () => ({ tickInfo: tickInfo() }),
    "GET /live/v1/block-height": () => ({ blockHeight: tickInfo() }),

    "GET /live/v1/balances/": (identity) => {
      const entity = node.entity(asBadRequest(() => publicKeyFromIdentity(identity)));
      return {
        balance: {
          id: identity,
          balance: String(entity.balance),
          validForTick: entity.tick,
          latestIncomingTransferTick: entity.latestIncomingTick,
          latestOutgoingTransferTick: entity.latestOutgoingTick,
          incomingAmount: String(entity.incoming),
          outgoingAmount: String(entity.outgoing),
          numberOfIncomingTransfers: entity.incomingTransfers,
          numberOfOutgoingTransfers: entity.outgoingTransfers,
        },
      };
    },

    "POST /live/v1/broadcast-transaction": (_variable, { encodedTransaction }) => {
      const bytes = bytesOf(encodedTransaction, "encodedTransaction");
      const { verdict, transaction } = asBadRequest(() => node.broadcast(bytes));
      if (verdict === "invalid signature") throw badRequest("The signature is invalid.");
      const { tick } = node.tickInfo();
      if (transaction.tick < tick) {
        throw badRequest(
          `Target tick: ${transaction.tick} for the transaction should be greater than max tick: ${tick}`,
        );
      }
      return { peersBroadcasted: 1, encodedTransaction: toBase64(bytes), transactionId: transaction.id };
    },

    "POST /live/v1/querySmartContract": (_variable, { contractIndex, inputType, inputSize, requestData }) => {
      const input = bytesOf(requestData ?? "", "requestData");
      if (Number(inputSize ?? 0) !== input.length) throw badRequest("inputSize is not the size of requestData.");
      const output = node.queryContract(
        numberOf(contractIndex, "contractIndex"),
        numberOf(inputType, "inputType"),
        input,
      );
      return { responseData: toBase64(output ?? new Uint8Array(0)) };
    },
  };
}

function bytesOf(value: unknown, name: string): Uint8Array {
  if (typeof value !== "string") throw badRequest(`${name} must be a base64 string.`);
  return asBadRequest(() => fromBase64(value));
}

function numberOf(value: unknown, name: string): number {
  const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isSafeInteger(number) || number < 0)
    throw badRequest(`${name} must be a number.`);
  return number;
}

/** Runs; what it refuses becomes a 400. */
export function asBadRequest<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof QubicError || error instanceof DevnetError ? badRequest(error.message) : error;
  }
}
