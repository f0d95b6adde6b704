import type { Scope } from "@qubix/protocol";

/** A program's key. */
export interface ApiKeyRecord {
  /** Public part of the key. */
  id: string;
  identity: string;
  name: string;
  scopes: Scope[];
  /** SHA-256 of the secret part, hex. */
  hash: string;
  createdAt: number;
  /** Never, when missing. */
  expiresAt?: number | undefined;
  lastUsedAt?: number | undefined;
}

export interface ApiKeyRepository {
  /** @returns false when the identity has `limit` keys already */
  add(key: ApiKeyRecord, limit: number): Promise<boolean>;
  get(id: string): Promise<ApiKeyRecord | undefined>;
  /** An identity's, newest first. */
  ofIdentity(identity: string): Promise<ApiKeyRecord[]>;
  /** Notes that it was used. */
  used(id: string, at: number): Promise<void>;
  /** @returns false when this identity has none of that id */
  remove(id: string, identity: string): Promise<boolean>;
}
