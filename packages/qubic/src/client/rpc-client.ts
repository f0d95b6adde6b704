import { fromBase64, toBase64 } from "../bytes/base64.ts";
import { QubicError } from "../errors.ts";

export interface RpcClientOptions {
  /** Most milliseconds that a request may take; 10000 unless said otherwise. */
  timeoutMs?: number;
}

export interface RpcBalance {
  id: string;
  balance: bigint;
  validForTick: number;
  latestIncomingTransferTick: number;
  latestOutgoingTransferTick: number;
  incomingAmount: bigint;
  outgoingAmount: bigint;
  numberOfIncomingTransfers: number;
  numberOfOutgoingTransfers: number;
}

const MAX_BODY_SIZE = 1 << 20;

/**
 * Talks to a Qubic node's HTTP RPC (`/live/v1/…`), for where TCP can't be used: browsers, public RPC servers. Rejects
 * with QubicError: RPC_UNREACHABLE, RPC_FAILED (`details.status`), MALFORMED.
 */
export class RpcClient {
  readonly #base: string;
  readonly #timeoutMs: number;

  /** `url`: the server, without `/live/v1`. */
  constructor(url: string, { timeoutMs = 10_000 }: RpcClientOptions = {}) {
    this.#base = `${url.replace(/\/+$/, "")}/live/v1`;
    this.#timeoutMs = timeoutMs;
  }

  async tickInfo(): Promise<{ tick: number; epoch: number; tickDuration: number; initialTick: number }> {
    const info = field(await this.#call("GET", "/tick-info"), "tickInfo");
    return {
      tick: numberIn(info, "tick"),
      epoch: numberIn(info, "epoch"),
      tickDuration: numberIn(info, "duration"),
      initialTick: numberIn(info, "initialTick"),
    };
  }

  async balance(identity: string): Promise<RpcBalance> {
    const balance = field(await this.#call("GET", `/balances/${encodeURIComponent(identity)}`), "balance");
    return {
      id: identity,
      balance: amountIn(balance, "balance"),
      validForTick: numberIn(balance, "validForTick"),
      latestIncomingTransferTick: numberIn(balance, "latestIncomingTransferTick"),
      latestOutgoingTransferTick: numberIn(balance, "latestOutgoingTransferTick"),
      incomingAmount: amountIn(balance, "incomingAmount"),
      outgoingAmount: amountIn(balance, "outgoingAmount"),
      numberOfIncomingTransfers: numberIn(balance, "numberOfIncomingTransfers"),
      numberOfOutgoingTransfers: numberIn(balance, "numberOfOutgoingTransfers"),
    };
  }

  /** Hands over a signed transaction; that it was taken doesn't show that it'll get into a tick. */
  async broadcastTransaction(bytes: Uint8Array): Promise<{ transactionId: string; peersBroadcasted: number }> {
    const answer = await this.#call("POST", "/broadcast-transaction", { encodedTransaction: toBase64(bytes) });
    return { transactionId: textIn(answer, "transactionId"), peersBroadcasted: numberIn(answer, "peersBroadcasted") };
  }

  /** Calls a contract's function. Rejects with CONTRACT_CALL_FAILED when there is no output. */
  async querySmartContract(contractIndex: number, inputType: number, input: Uint8Array): Promise<Uint8Array> {
    const answer = await this.#call("POST", "/querySmartContract", {
      contractIndex,
      inputType,
      inputSize: input.length,
      requestData: toBase64(input),
    });
    const output = fromBase64(textIn(answer, "responseData"));
    if (output.length === 0) {
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

  async #call(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const url = this.#base + path;
    let response: Response;
    let text: string;
    try {
      response = await fetch(url, {
        method,
        signal: AbortSignal.timeout(this.#timeoutMs),
        ...(body !== undefined && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
      });
      text = await readText(response);
    } catch (error) {
      if (error instanceof QubicError) throw error;
      throw new QubicError("RPC_UNREACHABLE", `No answer from ${url}: ${(error as Error).message}`, { url });
    }
    const answer = parseObject(text);
    if (!response.ok) {
      const message = typeof answer?.message === "string" ? answer.message : response.statusText;
      throw new QubicError("RPC_FAILED", `${url} answered ${response.status}: ${message}`, {
        url,
        status: response.status,
      });
    }
    if (!answer) throw new QubicError("MALFORMED", `${url} answered with something else than a JSON object.`);
    return answer;
  }
}

/** A body's text, given up when it grows too long. */
async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > MAX_BODY_SIZE) {
      await reader.cancel();
      throw new QubicError("MALFORMED", "The answer is too long.");
    }
    text += decoder.decode(value, { stream: true });
  }
  return text + decoder.decode();
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function field(object: Record<string, unknown>, name: string): Record<string, unknown> {
  const value = object[name];
  if (typeof value !== "object" || value === null) throw malformed(name);
  return value as Record<string, unknown>;
}

/** Servers leave out what is zero. */
function numberIn(object: Record<string, unknown>, name: string): number {
  const value = object[name] ?? 0;
  if (typeof value !== "number" || !Number.isSafeInteger(value)) throw malformed(name);
  return value;
}

function amountIn(object: Record<string, unknown>, name: string): bigint {
  const value = object[name] ?? "0";
  if (typeof value !== "string" || !/^-?\d{1,20}$/.test(value)) throw malformed(name);
  return BigInt(value);
}

function textIn(object: Record<string, unknown>, name: string): string {
  const value = object[name] ?? "";
  if (typeof value !== "string") throw malformed(name);
  return value;
}

function malformed(name: string): QubicError {
  return new QubicError("MALFORMED", `The answer's field ${name} is not as expected.`);
}
