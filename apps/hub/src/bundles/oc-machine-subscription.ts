import { WebSocket } from "ws";

/** The largest body of message 192: header, request and 451 signatures. */
const MAX_BUNDLE_BYTES = 30_790;
const MIN_BACKOFF_MS = 250;
const MAX_BACKOFF_MS = 15_000;
/** An OC machine pings at least this often; a silent line is taken for dead. */
const SILENT_MS = 60_000;

/** What a subscription asks and tells. */
export interface SubscriptionPort {
  /** The lowest invocation whose bundle is still missed; undefined: only new ones matter. */
  missedFrom(): bigint | undefined;
  /** A bundle as it came, not yet verified. */
  onBundle(body: Uint8Array): void;
  /** Uniform in [0, 1), for jitter. */
  random(): number;
}

/** Listens to one OC machine for as long as it isn't closed; comes back by itself and asks for what it missed. */
export class OcMachineSubscription {
  #socket: WebSocket | undefined;
  #timer: NodeJS.Timeout | undefined;
  #backoff = MIN_BACKOFF_MS;
  #closed = false;

  constructor(
    readonly url: string,
    readonly ocInterface: number,
    readonly port: SubscriptionPort,
  ) {
    this.#connect();
  }

  get connected(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#socket?.terminate();
  }

  #connect(): void {
    const url = new URL(this.url);
    url.searchParams.set("interface", String(this.ocInterface));
    const from = this.port.missedFrom();
    if (from !== undefined) url.searchParams.set("fromInvocation", String(from));
    const socket = new WebSocket(url, {
      maxPayload: MAX_BUNDLE_BYTES,
      handshakeTimeout: 10_000,
      perMessageDeflate: false,
    });
    this.#socket = socket;
    const hear = () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => socket.terminate(), SILENT_MS);
    };
    socket.on("open", () => {
      this.#backoff = MIN_BACKOFF_MS;
      hear();
    });
    socket.on("ping", hear);
    socket.on("message", (data, isBinary) => {
      hear();
      if (isBinary) this.port.onBundle(new Uint8Array(data as Buffer));
    });
    socket.on("error", () => socket.terminate());
    socket.on("close", () => this.#again());
  }

  #again(): void {
    clearTimeout(this.#timer);
    if (this.#closed) return;
    this.#timer = setTimeout(() => this.#connect(), this.#backoff * (0.5 + this.port.random()));
    this.#backoff = Math.min(MAX_BACKOFF_MS, this.#backoff * 2);
  }
}
