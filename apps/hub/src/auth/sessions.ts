import { randomBytes, randomUUID } from "node:crypto";
import type { SessionRecord } from "@qubix/market";
import { fromHex, type SessionDocument, type SessionTokens, signInDigest, signInText } from "@qubix/protocol";
import { verify } from "@qubix/qubic";
import type { Store } from "@qubix/store";
import type { Logger } from "winston";
import { z } from "zod";
import { Problem } from "../problem.ts";
import type { AccessTokens } from "./access-tokens.ts";
import { readIdentity } from "./read-identity.ts";
import { hashOf, newSecret } from "./secrets.ts";

const KIND = "challenge";
const CHALLENGE_MS = 5 * 60_000;
/** Sessions that one identity can have; the one that was not used for longest makes room. */
const MAX_SESSIONS = 100;
/** However often it is used, a session ends after so many of its idle times. */
const TOTAL_LIVES = 12;
const SWEEP_MS = 60_000;

const Kept = z.object({ identity: z.string(), origin: z.string(), issuedAt: z.number(), expiresAt: z.number() });

export interface SessionsOptions {
  store: Pick<Store, "clock" | "oneTime" | "sessions">;
  tokens: AccessTokens;
  network: string;
  /** A session that is not refreshed for so long is over. */
  idleMs: number;
  log: Logger;
}

/** Signing in with a key, and the sessions that come of it. */
export class Sessions {
  #sweepAt = 0;

  constructor(readonly options: SessionsOptions) {}

  /** A text for this identity to sign, kept until it is brought back. @throws Problem INVALID_REQUEST */
  async challenge(identity: string, origin: string): Promise<{ text: string; nonce: string; expiresAt: number }> {
    const { store, network } = this.options;
    if (readIdentity(identity) === undefined) throw new Problem("INVALID_REQUEST", "The identity's checksum is wrong.");
    const issuedAt = Math.floor(store.clock.now() / 1000) * 1000;
    const kept = { identity, origin, issuedAt, expiresAt: issuedAt + CHALLENGE_MS };
    const nonce = randomBytes(32).toString("hex");
    await store.oneTime.put(KIND, nonce, kept, CHALLENGE_MS);
    return { text: signInText({ ...kept, network, nonce }), nonce, expiresAt: kept.expiresAt };
  }

  /** Opens a session for a signed challenge; a challenge is gone after one try. @throws Problem CHALLENGE_INVALID, SIGNATURE_INVALID */
  async open(
    request: { nonce: string; signature: string; name?: string | undefined },
    origin: string,
  ): Promise<SessionTokens> {
    const { store, network, idleMs } = this.options;
    const value = await store.oneTime.take(KIND, request.nonce);
    if (value === undefined) throw new Problem("CHALLENGE_INVALID", "No such challenge waits for an answer.");
    const challenge = Kept.parse(value);
    if (challenge.origin !== origin) throw new Problem("CHALLENGE_INVALID", `It was made for ${challenge.origin}.`);
    const { identity } = challenge;
    const digest = signInDigest(signInText({ ...challenge, network, nonce: request.nonce }));
    if (!verify(readIdentity(identity)!, digest, fromHex(request.signature, 64)))
      throw new Problem("SIGNATURE_INVALID", `${identity} has not signed this challenge.`);
    await this.#makeRoom(identity);
    const now = store.clock.now();
    const session = {
      id: randomUUID(),
      identity,
      name: request.name ?? "unnamed",
      createdAt: now,
      expiresAt: now + idleMs,
    };
    const refreshToken = `qbr_${newSecret()}`;
    await store.sessions.create(session, hashOf(refreshToken));
    return this.#tokens(session, refreshToken, origin);
  }

  /** The next tokens for a refresh token. One that was used before ends its session. @throws Problem REFRESH_INVALID */
  async refresh(refreshToken: string, origin: string): Promise<SessionTokens> {
    const { store, idleMs, log } = this.options;
    const next = `qbr_${newSecret()}`;
    const rotation = await store.sessions.rotate(hashOf(refreshToken), hashOf(next), {
      idleMs,
      totalMs: idleMs * TOTAL_LIVES,
    });
    if (rotation.outcome === "unknown") throw new Problem("REFRESH_INVALID", "No session has this refresh token.");
    if (rotation.outcome === "reused") {
      const { id, identity } = rotation.session;
      log.warn("a refresh token came twice; its session is ended", { session: id, identity });
      throw new Problem("REFRESH_INVALID", "This refresh token was used before. The session is ended, to be safe.");
    }
    return this.#tokens(rotation.session, next, origin);
  }

  /** @throws Problem SESSION_ENDED */
  async checkOpen(id: string, identity: string): Promise<void> {
    const session = await this.options.store.sessions.get(id);
    if (session?.identity !== identity) throw new Problem("SESSION_ENDED", "You have signed out, or were signed out.");
  }

  async list(identity: string, current: string | undefined): Promise<SessionDocument[]> {
    const sessions = await this.options.store.sessions.ofIdentity(identity);
    return sessions.map(({ id, name, createdAt, lastUsedAt, expiresAt }) => {
      return { id, name, createdAt, lastUsedAt, expiresAt, current: id === current };
    });
  }

  /** @throws Problem SESSION_NOT_FOUND */
  async end(id: string | undefined, identity: string): Promise<void> {
    if (id !== undefined && (await this.options.store.sessions.end(id, identity))) return;
    throw new Problem(
      "SESSION_NOT_FOUND",
      id === undefined ? "This request has no session." : `You have no session ${id}.`,
    );
  }

  async #tokens(
    session: Omit<SessionRecord, "lastUsedAt">,
    refreshToken: string,
    origin: string,
  ): Promise<SessionTokens> {
    const { id, identity, expiresAt } = session;
    const access = await this.options.tokens.issue({ identity, session: id }, origin);
    return {
      ...{ session: id, identity, accessToken: access.token, accessExpiresAt: access.expiresAt },
      ...{ refreshToken, refreshExpiresAt: expiresAt },
    };
  }

  async #makeRoom(identity: string): Promise<void> {
    const { sessions, clock } = this.options.store;
    if (clock.now() >= this.#sweepAt) {
      this.#sweepAt = clock.now() + SWEEP_MS;
      await sessions.sweep();
    }
    const own = await sessions.ofIdentity(identity);
    const oldest = own.toSorted((a, b) => b.lastUsedAt - a.lastUsedAt).slice(MAX_SESSIONS - 1);
    for (const { id } of oldest) await sessions.end(id, identity);
  }
}
