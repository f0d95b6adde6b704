/** What became of claiming a key. */
export type IdempotencyClaim =
  /** Nobody has answered this request: do it, then `answer` or `release` under this number. */
  | { state: "ours"; claim: number }
  /** It was answered before. */
  | { state: "answered"; answer: Uint8Array }
  /** Somebody is at it, for so long at most. */
  | { state: "busy"; retryMs: number }
  /** The key belongs to another request. */
  | { state: "other-request" };

/** First answers of requests that carry an Idempotency-Key, shared by all processes of a hub. */
export interface IdempotencyRepository {
  /**
   * @param id 64 hex digits for caller and key
   * @param request digest of the request, 64 hex digits
   * @param lockMs how long others wait for whoever claimed it; afterwards the claim may be taken over
   * @param keepMs how long the answer is kept
   */
  claim(id: string, request: string, lockMs: number, keepMs: number): Promise<IdempotencyClaim>;
  /** Keeps the answer. Does nothing when the claim was taken over. */
  answer(id: string, claim: number, answer: Uint8Array): Promise<void>;
  /** Gives the key back: nothing was done. */
  release(id: string, claim: number): Promise<void>;
}
