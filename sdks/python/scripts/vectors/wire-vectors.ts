import {
  encodeContractFunctionRequest,
  encodeEntity,
  encodeMessage,
  encodeTickInfo,
  encodeTickTransactionsRequest,
  toHex,
} from "@qubix/qubic";

const bytes = (size: number, seed: number) => Uint8Array.from({ length: size }, (_, i) => (i * 7 + seed) & 0xff);

/** Messages between client and node. */
export function wireVectors(): unknown {
  const message = { type: 27, dejavu: 0xfedcba98, payload: bytes(20, 1) };
  const tickInfo = {
    tick: 4_000_000_001,
    epoch: 201,
    tickDuration: 1_500,
    initialTick: 4_000_000_000,
    aligned: 451,
    misaligned: 3,
  };
  const record = {
    publicKey: bytes(32, 2),
    incoming: 1_000_000_000_000_001n,
    outgoing: 999_999_999_999_999n,
    incomingTransfers: 5,
    outgoingTransfers: 6,
    latestIncomingTick: 7,
    latestOutgoingTick: 8,
  };
  const siblings = Array.from({ length: 24 }, (_, i) => bytes(32, i));
  const { incoming, outgoing, publicKey, ...counters } = record;
  return {
    message: { ...message, payload: toHex(message.payload), encoded: toHex(encodeMessage(message)) },
    tickInfo: { ...tickInfo, encoded: toHex(encodeTickInfo(tickInfo)) },
    entity: {
      ...counters,
      publicKey: toHex(publicKey),
      incoming: String(incoming),
      outgoing: String(outgoing),
      tick: 9,
      encoded: toHex(encodeEntity({ ...record, tick: 9, spectrumIndex: -1, siblings })),
    },
    contractFunction: toHex(encodeContractFunctionRequest({ contractIndex: 29, inputType: 6, input: bytes(40, 3) })),
    tickTransactions: toHex(encodeTickTransactionsRequest({ tick: 77, except: [] })),
  };
}
