import { z } from "zod";
import { Identity, label, Milliseconds } from "../schema/primitives.ts";

/** 32 random bytes as hex, behind a prefix that says what it is. */
export const RefreshToken = z.string().regex(/^qbr_[0-9a-f]{64}$/, "qbr_ and 64 hex digits");

/** What somebody who has signed in holds. */
export const SessionTokens = z.object({
  /** Id of the session, to list and revoke it. */
  session: z.uuid(),
  identity: Identity,
  /** For `Authorization: Bearer …`; a JWT (EdDSA). */
  accessToken: z.string(),
  accessExpiresAt: Milliseconds,
  /** For `POST /auth/refresh`, once; each answer brings the next one. A second use ends the session. */
  refreshToken: RefreshToken,
  refreshExpiresAt: Milliseconds,
});
export type SessionTokens = z.infer<typeof SessionTokens>;

/** What the client calls itself. */
export const SessionName = label(64);

/** A session in its owner's list. */
export const SessionDocument = z.object({
  id: z.uuid(),
  name: z.string(),
  createdAt: Milliseconds,
  lastUsedAt: Milliseconds,
  expiresAt: Milliseconds,
  /** The one that this request came with. */
  current: z.boolean(),
});
export type SessionDocument = z.infer<typeof SessionDocument>;

/** Public keys that verify access tokens (RFC 7517). */
export const Jwks = z.object({
  keys: z.array(
    z.object({
      kty: z.literal("OKP"),
      crv: z.literal("Ed25519"),
      alg: z.literal("EdDSA"),
      use: z.literal("sig"),
      kid: z.string(),
      x: z.string(),
    }),
  ),
});
