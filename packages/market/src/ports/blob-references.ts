/**
 * Who still needs a blob. References are rows, taken in the transaction of whoever needs them (a job its inputs, an
 * attempt its artifact, a model its files).
 */
export interface BlobReferences {
  /** Idempotent. @param owner `job:<key>`, `model:<digest>` */
  add(owner: string, digests: readonly string[]): Promise<void>;
  drop(owner: string): Promise<void>;
  /** Of these digests, the ones nobody references; their rows stay locked until the transaction ends. */
  unreferenced(digests: readonly string[]): Promise<string[]>;
}
