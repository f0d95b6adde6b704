import type { AccountEvent, AccountNotice } from "@qubix/protocol";

/**
 * What happens to an account: to its jobs (except progress and log lines, which only a job's own feed has) and to itself.
 * Numbers count from 1 without gaps. They are given out in the commit that holds the event, under the account's row
 * lock, so a reader that has seen `n` never finds a smaller number later.
 */
export interface AccountFeed {
  events(identity: string, after: number, limit: number): Promise<AccountEvent[]>;
  /** Number of the last event of each; an account without any is missing. */
  heads(identities: readonly string[]): Promise<Map<string, number>>;
  /** Adds what happened to the account itself. */
  notify(identity: string, notice: AccountNotice): Promise<void>;
}
