/** A digest as 32 bits, never 0: enough to remember which machine has what, and nothing has to be kept for it. */
export function dataNumber(digest: string): number {
  let hash = 0x811c_9dc5;
  for (let i = 0; i < digest.length; i++) hash = Math.imul(hash ^ digest.charCodeAt(i), 0x0100_0193);
  return hash >>> 0 || 1;
}
