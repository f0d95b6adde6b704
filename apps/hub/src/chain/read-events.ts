import { contractReader, type Event, query } from "@qubix/contract";
import type { TcpClient } from "@qubix/qubic";
import type { NodePage } from "./agree-events.ts";
import type { ChainNodes } from "./nodes.ts";

/** A node's answer to GetEvents; `epoch` and `tick` are the node's own when it answered. */
export interface EventPage extends NodePage<Event> {
  epoch: number;
}

/** One page of events from every node that answers. */
export async function readEvents(nodes: ChainNodes, contractIndex: number, fromSeq: bigint): Promise<EventPage[]> {
  const answers = await nodes.all((client) => readPage(client, contractIndex, fromSeq));
  return answers.map(({ value }) => value);
}

async function readPage(client: TcpClient, contractIndex: number, fromSeq: bigint): Promise<EventPage> {
  const output = await query.getEvents(contractReader(client, contractIndex), { fromSeq });
  return {
    epoch: output.epoch,
    tick: output.tick,
    firstSeq: output.firstSeq,
    nextSeq: output.nextSeq,
    chainHash: output.chainHash,
    events: output.events.slice(0, output.count),
  };
}
