/** Counts within windows of time, shared by all processes of a hub. */
export interface RateLimits {
  /** Adds one. @returns the count in the current window and the milliseconds until it ends */
  hit(key: string, windowMs: number): Promise<{ count: number; resetMs: number }>;
}
