/** A digest that is made piece by piece. */
export interface Sha256 {
  update(bytes: Uint8Array): void;
  /** 64 hex digits; once, at the end. */
  hex(): string;
}
