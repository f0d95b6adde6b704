import { ProtocolError } from "../errors/protocol-error.ts";

export interface RequestAuthorization {
  identity: string;
  /** Milliseconds since 1970. */
  time: number;
  /** 32 hex digits. */
  nonce: string;
  /** 128 hex digits. */
  signature: string;
}

/** `Qubic v1 identity=…,time=…,nonce=…,signature=…` */
export function formatAuthorization({ identity, time, nonce, signature }: RequestAuthorization): string {
  return `Qubic v1 identity=${identity},time=${time},nonce=${nonce},signature=${signature}`;
}

const PATTERN =
  /^Qubic v1 identity=([A-Z]{60}),time=([1-9][0-9]{0,15}),nonce=([0-9a-f]{32}),signature=([0-9a-f]{128})$/;

/** Reads the header. The signature is still to be verified. @throws ProtocolError BAD_AUTHORIZATION */
export function parseAuthorization(header: string): RequestAuthorization {
  const match = header.length > 400 ? null : PATTERN.exec(header);
  if (match === null || !Number.isSafeInteger(Number(match[2]))) {
    throw new ProtocolError(
      "BAD_AUTHORIZATION",
      "The Authorization header is malformed; expected: Qubic v1 identity=…,time=…,nonce=…,signature=…",
    );
  }
  return { identity: match[1]!, time: Number(match[2]), nonce: match[3]!, signature: match[4]! };
}
