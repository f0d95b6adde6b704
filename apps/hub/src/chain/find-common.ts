import type { ChainCursor, ProjectionRepository } from "@qubix/market";
import { toHex } from "@qubix/qubic";
import type { ChainNodes } from "./nodes.ts";
import { readEvents } from "./read-events.ts";

/** Events that GetEvents answers with at once. */
const PAGE = 256n;
/** The contract keeps 4,096 events; further back there is nothing to compare with. */
const MAX_PAGES = 17;

/**
 * Walks back from the cursor to the last event that the store and `need` nodes have in common.
 * @returns a cursor just after it, or undefined when the nodes keep nothing that the store knows
 */
export async function findCommon(
  nodes: ChainNodes,
  contractIndex: number,
  projection: ProjectionRepository,
  cursor: ChainCursor,
): Promise<ChainCursor | undefined> {
  let end = cursor.nextSeq;
  for (let page = 0; page < MAX_PAGES && end > 0n; page++) {
    const start = end > PAGE ? end - PAGE : 0n;
    const [stored, answers] = await Promise.all([
      projection.events(start, Number(PAGE)),
      readEvents(nodes, contractIndex, start),
    ]);
    for (const event of stored.toReversed()) {
      const agreeing = answers.filter(({ events }) =>
        events.some(({ seq, chainHash }) => seq === event.seq && toHex(chainHash) === event.chainHash),
      );
      if (agreeing.length >= nodes.need) {
        return {
          ...cursor,
          nextSeq: event.seq + 1n,
          chainHash: event.chainHash,
          tick: event.tick - 1,
          epoch: event.epoch,
        };
      }
    }
    end = start;
  }
  return undefined;
}
