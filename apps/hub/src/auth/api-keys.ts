import { randomBytes } from "node:crypto";
import type { ApiKeyRecord } from "@qubix/market";
import { API_KEY, type ApiKeyDocument, type CreatedApiKey, type NewApiKey } from "@qubix/protocol";
import type { Store } from "@qubix/store";
import { Problem } from "../problem.ts";
import { hashOf, newSecret, sameHash } from "./secrets.ts";

/** Keys that one identity can have. */
const MAX_KEYS = 100;
/** How exactly it is known when a key was last used. */
const USED_MS = 60_000;
/** Compared with when there is no such key, so that the answer takes the same time. */
const NOBODY = hashOf(newSecret());

/** Keys for programs. They move no money: what does is a transaction, signed by the identity's own key. */
export class ApiKeys {
  constructor(readonly store: Pick<Store, "apiKeys" | "clock">) {}

  /** @throws Problem API_KEY_LIMIT, INVALID_REQUEST */
  async make(identity: string, { name, scopes, expiresAt }: NewApiKey): Promise<CreatedApiKey> {
    const createdAt = this.store.clock.now();
    if (expiresAt !== undefined && expiresAt <= createdAt)
      throw new Problem("INVALID_REQUEST", "expiresAt: the key would have expired already.");
    const id = randomBytes(8).toString("hex");
    const secret = newSecret();
    const record: ApiKeyRecord = { id, identity, name, scopes, hash: hashOf(secret), createdAt, expiresAt };
    if (!(await this.store.apiKeys.add(record, MAX_KEYS)))
      throw new Problem("API_KEY_LIMIT", `An identity can have ${MAX_KEYS} API keys.`, { limit: MAX_KEYS });
    return { ...present(record), key: `qbx_${id}_${secret}` };
  }

  /** The key that this text is. @throws Problem API_KEY_INVALID */
  async check(text: string): Promise<ApiKeyRecord> {
    const { apiKeys, clock } = this.store;
    const [, id, secret] = API_KEY.exec(text) ?? [];
    const key = id === undefined ? undefined : await apiKeys.get(id);
    const fits = sameHash(hashOf(secret ?? ""), key?.hash ?? NOBODY);
    const now = clock.now();
    if (key === undefined || !fits || (key.expiresAt !== undefined && key.expiresAt <= now))
      throw new Problem("API_KEY_INVALID", "No key of this hub is like that, or it has expired.");
    if (now - (key.lastUsedAt ?? 0) >= USED_MS) await apiKeys.used(key.id, now);
    return key;
  }

  async list(identity: string): Promise<ApiKeyDocument[]> {
    return (await this.store.apiKeys.ofIdentity(identity)).map(present);
  }

  /** @throws Problem API_KEY_NOT_FOUND */
  async revoke(id: string, identity: string): Promise<void> {
    if (await this.store.apiKeys.remove(id, identity)) return;
    throw new Problem("API_KEY_NOT_FOUND", `You have no API key ${id}.`);
  }
}

function present({ id, name, scopes, createdAt, expiresAt, lastUsedAt }: ApiKeyRecord): ApiKeyDocument {
  return { id, prefix: `qbx_${id}`, name, scopes, createdAt, expiresAt, lastUsedAt };
}
