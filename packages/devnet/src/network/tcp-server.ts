import { createServer, type Server } from "node:net";
import { encodePublicPeers, type Message, MessageType, randomDejavu, type SignedTransaction } from "@qubix/qubic";
import { answerMessage } from "./answer-message.ts";
import { DuplicateFilter } from "./duplicate-filter.ts";
import type { NodeService } from "./node-service.ts";
import { Peer } from "./peer.ts";

/** A real node takes 88 connections; this one stands for a whole network of them. */
const MAX_CONNECTIONS = 512;
/** Peers that a new transaction is passed on to. */
const GOSSIP_PEERS = 6;
const KNOWN_PEERS: string[] = [];

/** The node's TCP port: greets, answers, and passes transactions on. */
export class TcpServer {
  readonly #node: NodeService;
  readonly #server: Server;
  readonly #peers = new Set<Peer>();
  readonly #duplicates = new DuplicateFilter();

  constructor(node: NodeService) {
    this.#node = node;
    this.#server = createServer((socket) => {
      const peer = new Peer(socket, this.handle);
      this.#peers.add(peer);
      socket.on("close", () => this.#peers.delete(peer));
      peer.send(MessageType.exchangePublicPeers, randomDejavu(), encodePublicPeers(KNOWN_PEERS));
    });
    this.#server.maxConnections = MAX_CONNECTIONS;
    node.on("transaction", this.#gossip);
  }

  /** Resolves to the port, which is chosen by the system when 0 is asked for. */
  async listen(port: number, host: string): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, host, resolve);
    });
    return (this.#server.address() as { port: number }).port;
  }

  /** Takes a message from any peer, also from those that the node dialled itself. */
  readonly handle = (message: Message, peer: Peer): void => {
    const { type, dejavu, payload } = message;
    if (this.#duplicates.admit(dejavu, type, payload)) answerMessage(this.#node, message, peer);
  };

  async close(): Promise<void> {
    this.#node.off("transaction", this.#gossip);
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const peer of this.#peers) peer.close();
    await closed;
  }

  readonly #gossip = ({ bytes }: SignedTransaction): void => {
    let count = 0;
    for (const peer of this.#peers) {
      if (count++ === GOSSIP_PEERS) break;
      peer.send(MessageType.broadcastTransaction, 0, bytes);
    }
  };
}
