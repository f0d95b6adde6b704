import type { Scope } from "@qubix/protocol";

/** Who asks, and how that was proved. What the identity may do is never part of it: that is looked up. */
export interface Caller {
  identity: string;
  publicKey: Uint8Array;
  via: "signature" | "session" | "api-key";
  /** What an API key may do; without it all that the identity may. */
  scopes?: readonly Scope[];
  /** Of `via: "session"`. */
  session?: string;
  /** Id of the key, of `via: "api-key"`. */
  apiKey?: string;
}
