import { type AgentPoke, LIVE_CLOSE } from "@qubix/protocol";
import { channels } from "@qubix/store";
import type { WebSocket } from "ws";
import type { Bus } from "../app-context.ts";
import { closeSocket } from "./close-socket.ts";
import type { Connection } from "./connections.ts";

/** One machine's WebSocket: it hears only that there is something to pull. Everything it says is a signed request. */
export class AgentConnection implements Connection {
  readonly kind = "agent";
  #heard = true;

  constructor(
    readonly socket: WebSocket,
    bus: Bus,
    provider: number,
    machine: string,
  ) {
    const end = bus.subscribe(channels.machine(provider, machine), () => this.#poke());
    socket.on("close", end);
    socket.on("pong", () => {
      this.#heard = true;
    });
    socket.on("message", () => closeSocket(socket, LIVE_CLOSE.refused, "nothing is read here"));
  }

  beat(): void {
    if (!this.#heard) this.socket.terminate();
    this.#heard = false;
    if (this.socket.readyState === this.socket.OPEN) this.socket.ping();
  }

  leave(): void {
    closeSocket(this.socket, LIVE_CLOSE.goingAway, "the hub is shutting down");
  }

  #poke(): void {
    const message: AgentPoke = { type: "poke" };
    // One that still waits to be sent says the same.
    if (this.socket.readyState === this.socket.OPEN && this.socket.bufferedAmount === 0)
      this.socket.send(JSON.stringify(message));
  }
}
