/** One sign-in: all refresh tokens that come from it share it, and end with it. */
export interface SessionRecord {
  id: string;
  identity: string;
  /** What the client calls itself. */
  name: string;
  createdAt: number;
  lastUsedAt: number;
  /** Over at this time unless it is used before. */
  expiresAt: number;
}

/** How long a session lives: unused, and in all. Milliseconds. */
export interface Lifetime {
  idleMs: number;
  totalMs: number;
}

/** What became of a refresh token that somebody brought. `reused`: it was used before, so the session is ended. */
export type Rotation = { outcome: "rotated" | "reused"; session: SessionRecord } | { outcome: "unknown" };

/** Sessions and their refresh tokens. Tokens are known by their SHA-256 (hex) only. */
export interface SessionRepository {
  /** Keeps a new session with its first token. */
  create(session: Omit<SessionRecord, "lastUsedAt">, tokenHash: string): Promise<void>;
  /** Undefined when it was ended or is over. */
  get(id: string): Promise<SessionRecord | undefined>;
  /** Takes a token once and puts the next in its place. A second use ends the session. */
  rotate(tokenHash: string, nextHash: string, lifetime: Lifetime): Promise<Rotation>;
  /** An identity's, newest first. */
  ofIdentity(identity: string): Promise<SessionRecord[]>;
  /** Ends a session of this identity, with all its tokens. @returns false when it has none of that id */
  end(id: string, identity: string): Promise<boolean>;
  /** Forgets sessions that are over. */
  sweep(): Promise<void>;
}
