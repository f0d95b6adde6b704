/** An upload that comes in parts of the same size, the last one shorter. */
export interface UploadRecord {
  id: string;
  /** Identity. */
  account: string;
  /** SHA-256 of the whole, 64 hex digits. */
  digest: string;
  size: number;
  createdAt: number;
  /** Until when it may be completed, milliseconds since 1970. */
  expiresAt: number;
}

/** Uploads in parts: what is to come and what is here. The bytes are with the blob store. */
export interface UploadRepository {
  /** At most `max` at a time for each account. @returns undefined when there are as many already */
  begin(upload: Omit<UploadRecord, "createdAt">, max: number): Promise<UploadRecord | undefined>;
  get(id: string): Promise<UploadRecord | undefined>;
  /** The account's upload of this digest, to go on with. */
  find(account: string, digest: string): Promise<UploadRecord | undefined>;
  /** Notes a part whose bytes are here. @returns false when there is no such upload any more */
  addPart(id: string, number: number, digest: string): Promise<boolean>;
  /** Numbers of the parts that are here, in order. */
  parts(id: string): Promise<number[]>;
  /** Forgets all parts: they have to come again. */
  removeParts(id: string): Promise<void>;
  /** Idempotent. */
  remove(id: string): Promise<void>;
  expired(now: number, limit: number): Promise<UploadRecord[]>;
}
