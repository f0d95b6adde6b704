import { DECLINE_REASON_TEXT, MATCH_REASON_TEXT } from "@qubix/protocol";

export const jobWords = {
  kinds: { wasm: "Program", onnx: "Model" },
  states: {
    submitted: "Submitted",
    funded: "Funded",
    matched: "Matched",
    assigned: "Assigned",
    authorized: "Authorized",
    running: "Running",
    committed: "Committed",
    revealed: "Result ready",
    decided: "Decided",
    settled: "Settled",
    cancelled: "Cancelled",
    expired: "Expired",
    failed: "Failed",
  },
  closeReasons: {
    verified: "A quorum of independent runs gave the same result.",
    accepted: "The requester accepted the result.",
    unchallenged: "Nobody challenged the result within its window.",
    "no-quorum": "The runs gave different results. Providers got a base share, the rest was refunded.",
    cancelled: "The requester cancelled it; what was not owed was refunded.",
    expired: "No provider committed a result in time; the escrow was refunded.",
    unrevealed: "Results were promised but never shown; the escrow was refunded.",
    refused: "The contract refused the job and sent the money back.",
    dropped: "The transaction never got into a tick; nothing was paid. Submit it again.",
  },
  matchReasons: MATCH_REASON_TEXT,
  declineReasons: DECLINE_REASON_TEXT,
};
