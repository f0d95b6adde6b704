/** Proof of leadership: writes that need it are refused once the epoch has moved on. */
export interface LeaseToken {
  name: string;
  epoch: number;
}

/** Leader election by rows: one holder per name, on the database's clock. Each change of holder raises the epoch. */
export interface LeaseRepository {
  /** Takes the lease if it is free, ended, or already ours. @returns undefined while another holds it */
  acquire(name: string, holder: string, ttlMs: number): Promise<LeaseToken | undefined>;
  /** @returns false when it was lost: stop leading at once */
  renew(token: LeaseToken, holder: string, ttlMs: number): Promise<boolean>;
  release(token: LeaseToken, holder: string): Promise<void>;
  /** True while `token` leads. Within a transaction it also keeps the lease from changing hands until the commit. */
  holds(token: LeaseToken): Promise<boolean>;
}
