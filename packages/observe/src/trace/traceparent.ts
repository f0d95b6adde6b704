/** Where in a trace something belongs: W3C trace context, version 00. */
export interface SpanPlace {
  /** 32 hex digits, not all zero. */
  traceId: string;
  /** 16 hex digits, not all zero. */
  spanId: string;
  /** Whether spans below it are recorded. */
  sampled: boolean;
}

const PATTERN = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

/** Reads a `traceparent` header. @returns undefined for anything that is none */
export function spanPlaceOf(traceparent: string | undefined): SpanPlace | undefined {
  const match = traceparent === undefined ? null : PATTERN.exec(traceparent);
  return match
    ? { traceId: match[1]!, spanId: match[2]!, sampled: (Number.parseInt(match[3]!, 16) & 1) === 1 }
    : undefined;
}

export function traceparentOf({ traceId, spanId, sampled }: SpanPlace): string {
  return `00-${traceId}-${spanId}-${sampled ? "01" : "00"}`;
}
