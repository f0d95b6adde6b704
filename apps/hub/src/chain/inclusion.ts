import type { NodeAnswer } from "./nodes.ts";

/** `unknown`: not enough nodes say the same yet. */
export type Inclusion = "included" | "absent" | "unknown";

/** A node's view of one past tick. */
export interface TickView {
  /** The node's current tick. */
  current: number;
  /** Digests (hex) in the tick's data; undefined: the tick was voted empty, or the node doesn't keep it. */
  digests: ReadonlySet<string> | undefined;
  /** Whether the node has the transaction among those of the tick, or of the epoch. */
  has: boolean;
}

/** Ticks after which a node that shows neither data nor transaction for a tick counts it as empty. */
const EMPTY_AFTER_TICKS = 4;

/**
 * Whether a transaction got into the tick that it named, once the tick is final.
 *
 * Only tick data says which transactions count. "No tick data" can mean a tick voted empty or one that a node doesn't hold,
 * so it counts as absence only from a node that is some ticks further and doesn't have the transaction either. Should that be
 * wrong, the intent's nonce keeps the next version from acting twice.
 */
export function inclusionOf(tick: number, digest: string, views: NodeAnswer<TickView>[], need: number): Inclusion {
  let included = 0;
  let absent = 0;
  for (const { value: view } of views) {
    if (view.current <= tick) continue;
    if (view.digests) {
      if (view.digests.has(digest)) included++;
      else absent++;
    } else if (!view.has && view.current >= tick + EMPTY_AFTER_TICKS + 1) absent++;
  }
  if (included >= need) return "included";
  if (absent >= need) return "absent";
  return "unknown";
}
