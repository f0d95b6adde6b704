import { decodeProtectedHeader, errors, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { Problem } from "../problem.ts";
import type { TokenKeys } from "./token-keys.ts";

const ALGORITHM = "EdDSA";
const TYPE = "at+jwt";
/** How far clocks of one hub's processes may differ, in seconds. */
const TOLERANCE_S = 5;

/** Nothing but this: no `jwk`, `jku` or `x5u` that would bring a key along, no `crit`. */
const Header = z.strictObject({
  alg: z.literal(ALGORITHM),
  kid: z.string().regex(/^[0-9a-f]{16}$/),
  typ: z.literal(TYPE),
});
const Claims = z.object({ sub: z.string().regex(/^[A-Z]{60}$/), sid: z.uuid() });

export interface AccessTokenOptions {
  keys: TokenKeys;
  network: string;
  /** Identity of the hub's hot key: who issues. */
  issuer: string;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Makes and checks access tokens: JWTs (RFC 9068) that say who, never what they may. */
export class AccessTokens {
  constructor(readonly options: AccessTokenOptions) {}

  /** @param origin host and port under which the hub was asked; the token is of no use at another hub's */
  async issue(
    claims: { identity: string; session: string },
    origin: string,
  ): Promise<{ token: string; expiresAt: number }> {
    const { keys, now } = this.options;
    const { kid, key } = await keys.signer();
    const issuedAt = Math.floor(now() / 1000);
    const expiresAt = issuedAt + Math.round(keys.accessMs / 1000);
    const token = await new SignJWT({ sid: claims.session })
      .setProtectedHeader({ alg: ALGORITHM, kid, typ: TYPE })
      .setIssuer(this.#issuer)
      .setAudience(this.#audience(origin))
      .setSubject(claims.identity)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(key);
    return { token, expiresAt: expiresAt * 1000 };
  }

  /**
   * @param origins hosts under which this hub is reached
   * @throws Problem TOKEN_INVALID, TOKEN_EXPIRED
   */
  async check(token: string, origins: Iterable<string>): Promise<{ identity: string; session: string }> {
    const { keys, now } = this.options;
    const key = await keys.verifier(kidOf(token));
    if (key === undefined) throw new Problem("TOKEN_INVALID", "No key of this hub has signed it.");
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [ALGORITHM],
        typ: TYPE,
        issuer: this.#issuer,
        audience: [...origins].map((origin) => this.#audience(origin)),
        requiredClaims: ["iat", "exp", "sub", "sid"],
        maxTokenAge: Math.round(keys.accessMs / 1000),
        currentDate: new Date(now()),
        clockTolerance: TOLERANCE_S,
      });
      const { sub, sid } = Claims.parse(payload);
      return { identity: sub, session: sid };
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new Problem("TOKEN_EXPIRED", "The access token is too old.");
      if (error instanceof errors.JOSEError || error instanceof z.ZodError)
        throw new Problem("TOKEN_INVALID", "The access token is not for this hub, or was changed.");
      throw error;
    }
  }

  get #issuer(): string {
    return `urn:qubix:hub:${this.options.issuer}`;
  }

  #audience(origin: string): string {
    return `${this.options.network}/${origin}`;
  }
}

/** @throws Problem TOKEN_INVALID */
function kidOf(token: string): string {
  let header: unknown;
  try {
    header = decodeProtectedHeader(token);
  } catch {
    header = undefined;
  }
  const parsed = Header.safeParse(header);
  if (!parsed.success) throw new Problem("TOKEN_INVALID", "This is no access token of a Qubix hub.");
  return parsed.data.kid;
}
