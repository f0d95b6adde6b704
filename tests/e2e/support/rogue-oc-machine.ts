import { randomBytes } from "node:crypto";
import { encode, query } from "@qubix/contract";
import { encodeInvocation, type OcInvocation } from "@qubix/qubic";
import { type WebSocket, WebSocketServer } from "ws";
import type { E2eNetwork } from "./e2e-network.ts";

const SIGNATURES = 451;

/** Stands where hubs subscribe, instead of an honest OC machine, and says what the test likes. */
export class RogueOcMachine {
  readonly #server: WebSocketServer;
  readonly #hubs = new Set<WebSocket>();

  constructor(port: number) {
    this.#server = new WebSocketServer({ host: "127.0.0.1", port });
    this.#server.on("connection", (hub) => {
      this.#hubs.add(hub);
      hub.on("close", () => this.#hubs.delete(hub));
    });
  }

  get hubs(): number {
    return this.#hubs.size;
  }

  say(bytes: Uint8Array): void {
    for (const hub of this.#hubs) hub.send(bytes);
  }

  async close(): Promise<void> {
    for (const hub of this.#hubs) hub.terminate();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** A bundle about a batch of the contract with `count` signatures that nobody made. */
export async function forgedBundle(net: E2eNetwork, batch: number, count = SIGNATURES): Promise<Uint8Array> {
  return encodeInvocation({ ...(await invocationOf(net, batch)), signers: forgedSigners(count) });
}

export function forgedSigners(count: number): OcInvocation["signers"] {
  return Array.from({ length: count }, (_, computorIndex) => ({
    computorIndex,
    signature: new Uint8Array(randomBytes(64)),
  }));
}

/** What the computors are asked to authorize for a batch. */
async function invocationOf(net: E2eNetwork, batch: number): Promise<Omit<OcInvocation, "signers">> {
  const { contract, ocInterface } = net.local.network;
  const { root, invocationId, epoch, count, tick } = await query.getBatch(net.reader, { batch });
  const request = encode("OcRequest", { root, contractIndex: BigInt(contract.index), batch, count, tick });
  return { invocationId, epoch, interfaceIndex: ocInterface, request };
}
