import { Socket } from "node:net";
import { backoffDelay, encodeInvocation, type Message, MessageType, type OcInvocation } from "@qubix/qubic";
import { Peer } from "../network/peer.ts";

export interface OcMachineAddress {
  host: string;
  port: number;
}

/**
 * Keeps a connection to each OC machine that the node is configured with, dialling again when one breaks, and pushes
 * every bundle once to those that are connected at that moment. A machine may ask the node over the same connection.
 */
export class OcPusher {
  readonly #links: OcLink[];

  constructor(machines: readonly OcMachineAddress[], handle: (message: Message, peer: Peer) => void) {
    this.#links = machines.map((address) => new OcLink(address, handle));
  }

  start(): void {
    for (const link of this.#links) link.dial();
  }

  push(bundle: OcInvocation): void {
    const payload = encodeInvocation(bundle);
    for (const link of this.#links) link.send(payload);
  }

  /** Machines and whether they are connected. */
  status(): (OcMachineAddress & { connected: boolean })[] {
    return this.#links.map(({ address, connected }) => ({ ...address, connected }));
  }

  close(): void {
    for (const link of this.#links) link.close();
  }
}

class OcLink {
  readonly address: OcMachineAddress;
  connected = false;
  readonly #handle: (message: Message, peer: Peer) => void;
  #peer: Peer | undefined;
  #failures = 0;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(address: OcMachineAddress, handle: (message: Message, peer: Peer) => void) {
    this.address = address;
    this.#handle = handle;
  }

  dial(): void {
    const socket = new Socket();
    this.#peer = new Peer(socket, this.#handle);
    socket.setKeepAlive(true, 10_000);
    socket.on("connect", () => {
      this.connected = true;
      this.#failures = 0;
    });
    socket.on("close", () => {
      this.connected = false;
      if (!this.#closed) this.#retry = setTimeout(() => this.dial(), backoffDelay(this.#failures++));
    });
    socket.connect(this.address.port, this.address.host);
  }

  send(payload: Uint8Array): void {
    if (this.connected) this.#peer!.send(MessageType.ocMachineInvocation, 0, payload);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#peer?.close();
  }
}
