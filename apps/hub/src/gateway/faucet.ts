import type { RateLimits } from "@qubix/market";
import { TransactionId, Uint32 } from "@qubix/protocol";
import { z } from "zod";
import { Problem } from "../problem.ts";
import type { FaucetConfig } from "./faucet-config.ts";

const DAY_MS = 86_400_000;
const TIMEOUT_MS = 10_000;
const Gift = z.object({ transactionId: TransactionId, tick: Uint32 });

/** Asks the devnet's faucet for test money, so often a day. */
export class Faucet {
  constructor(
    readonly config: FaucetConfig,
    readonly counter: RateLimits,
  ) {}

  /**
   * A gift counts when it is asked for: so nobody gets more, whatever happens to the answer.
   * @param address network address of whoever asks
   * @throws Problem FAUCET_LIMIT, NODE_UNREACHABLE
   */
  async give(identity: string, address: string): Promise<z.infer<typeof Gift> & { amount: string }> {
    const { amount, perIdentityPerDay, perAddressPerDay } = this.config;
    await this.#count(`faucet:address:${address}`, perAddressPerDay, "One network address");
    await this.#count(`faucet:identity:${identity}`, perIdentityPerDay, "One identity");
    return { ...(await this.#ask(identity, amount)), amount };
  }

  async #count(key: string, quota: number, who: string): Promise<void> {
    const { count, resetMs } = await this.counter.hit(key, DAY_MS);
    if (count <= quota) return;
    const retryAfter = Math.max(1, Math.ceil(resetMs / 1000));
    throw new Problem("FAUCET_LIMIT", `${who} can ask ${quota} times a day.`, { retryAfter });
  }

  async #ask(identity: string, amount: string) {
    try {
      const response = await fetch(new URL("/devnet/v1/faucet", this.config.url), {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ identity, amount }),
        redirect: "error",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (!response.ok) throw new Error(`the devnet answered ${response.status}`);
      return Gift.parse(await response.json());
    } catch (error) {
      throw new Problem("NODE_UNREACHABLE", `The faucet gives nothing now: ${(error as Error).message}`);
    }
  }
}
