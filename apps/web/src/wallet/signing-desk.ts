import type { UnsignedTransaction } from "@qubix/client";
import { WalletError } from "./wallet-error.ts";

/** What an account's owner is asked to agree to. */
export type Subject =
  /** Versions of one transaction for different ticks. */
  | { kind: "transactions"; versions: readonly UnsignedTransaction[] }
  | { kind: "sign-in"; text: string }
  /** Nothing is signed: sealed results are to be opened. */
  | { kind: "open" };

export interface SigningRequest {
  id: number;
  identity: string;
  subject: Subject;
}

/** What an agreement is about, so that it can be told from any other. */
export interface Intent {
  key: string;
  /** Good for one signature: two versions of it would both be executed. */
  once: boolean;
}

/** An agreement is good for so long: a call that missed its tick is signed again for a later one. */
const AGREED_MS = 600_000;

/**
 * Where every signature is asked for, one after the other. Nothing that moves money is agreed to in advance: an agreement
 * is about one intent, whose ticks are fixed afterwards. Only signing in may go without a question, if the owner said so.
 */
export class SigningDesk {
  readonly #waiting: (SigningRequest & { settle: (agreed: boolean) => void })[] = [];
  readonly #agreed = new Map<string, number>();
  readonly #trusted = new Set<string>();
  readonly #watchers = new Set<() => void>();
  #next = 1;

  /** The request that stands in front; undefined when none waits. */
  first = (): SigningRequest | undefined => this.#waiting[0];

  watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Resolves when the owner agrees. @throws WalletError SIGNING_REFUSED */
  async ask(identity: string, subject: Subject): Promise<void> {
    if (subject.kind === "sign-in" && this.#trusted.has(identity)) return;
    const agreed = await new Promise<boolean>((settle) => {
      this.#waiting.push({ id: this.#next++, identity, subject, settle });
      this.#tell();
    });
    if (!agreed) throw new WalletError("SIGNING_REFUSED");
  }

  /** Remembers that the owner agreed to this. */
  remember({ key }: Intent): void {
    this.#agreed.set(key, Date.now() + AGREED_MS);
  }

  /** Whether the owner has agreed to this; asking uses up what is good once. */
  hasAgreed({ key, once }: Intent): boolean {
    const agreed = (this.#agreed.get(key) ?? 0) > Date.now();
    if (once) this.#agreed.delete(key);
    return agreed;
  }

  /** The owner's answer to the request in front. @param trust signing in needs no question any more until `forget` */
  answer(id: number, agreed: boolean, trust = false): void {
    const request = this.#waiting[0];
    if (request?.id !== id) return;
    this.#waiting.shift();
    if (agreed && trust && request.subject.kind === "sign-in") this.#trusted.add(request.identity);
    request.settle(agreed);
    this.#tell();
  }

  /** Takes back all that was agreed to, and refuses what waits. */
  forget(): void {
    this.#agreed.clear();
    this.#trusted.clear();
    for (const { settle } of this.#waiting.splice(0)) settle(false);
    this.#tell();
  }

  #tell(): void {
    for (const watcher of this.#watchers) watcher();
  }
}
