import { Scope } from "@qubix/protocol";
import { publicKeyFromIdentity } from "@qubix/qubic";
import type { Store } from "@qubix/store";
import { z } from "zod";
import type { Caller } from "./caller.ts";
import { hashOf, newSecret } from "./secrets.ts";

/** How long a ticket waits for its socket. */
const TICKET_MS = 30_000;
const KIND = "ticket";

const Kept = z.object({
  identity: z.string(),
  via: z.enum(["signature", "session", "api-key"]),
  scopes: z.array(Scope).optional(),
  session: z.string().optional(),
  apiKey: z.string().optional(),
});

/** Tickets for browsers, which can't send headers when they open a socket: good once, soon, and for nothing else. */
export class Tickets {
  constructor(readonly store: Pick<Store, "apiKeys" | "clock" | "oneTime" | "sessions">) {}

  async make({ publicKey: _, ...caller }: Caller): Promise<{ ticket: string; expiresAt: number }> {
    const ticket = newSecret();
    await this.store.oneTime.put(KIND, hashOf(ticket), caller as Record<string, unknown>, TICKET_MS);
    return { ticket, expiresAt: this.store.clock.now() + TICKET_MS };
  }

  /** Who asked for the ticket; undefined when it is unknown, used, too old, or its session or API key is gone. */
  async redeem(ticket: string): Promise<Caller | undefined> {
    const { apiKeys, oneTime, sessions } = this.store;
    const value = ticket.length > 128 ? undefined : await oneTime.take(KIND, hashOf(ticket));
    if (value === undefined) return undefined;
    const { identity, via, scopes, session, apiKey } = Kept.parse(value);
    if (session !== undefined && (await sessions.get(session)) === undefined) return undefined;
    if (apiKey !== undefined && (await apiKeys.get(apiKey)) === undefined) return undefined;
    return {
      ...{ identity, via, publicKey: publicKeyFromIdentity(identity) },
      ...(scopes && { scopes }),
      ...(session && { session }),
      ...(apiKey && { apiKey }),
    };
  }
}
