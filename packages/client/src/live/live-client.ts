import type { LiveChannel } from "@qubix/protocol";
import type { HubClient } from "../hub/hub-client.ts";
import { channelName, type LiveNews } from "./live-news.ts";
import { SocketLine } from "./socket-line.ts";
import { followByStream } from "./stream-line.ts";
import { Subscription } from "./subscription.ts";

/** Channels over one socket; a hub allows 256 unless its operator said otherwise. */
const PER_SOCKET = 200;
/** Where no socket could be opened, one is tried again after this time. */
const STREAMS_MS = 600_000;

/**
 * Follows live channels of a hub: over one WebSocket, or by server-sent events where something in between does not let
 * WebSockets through. Connections that break are made again, and go on after the last event that was heard.
 */
export class LiveClient {
  readonly #lines: SocketLine[] = [];
  #streamsUntil = Number.NEGATIVE_INFINITY;

  constructor(readonly hub: HubClient) {}

  /**
   * Follows a channel until the loop over it is left, or the signal aborts. A loop that stands still holds back the
   * others of this client, so that nothing has to be thrown away.
   * @param from number of the last event that one has, or `now`; missing: from now on, for a job from its first event on
   * @throws HubError within the loop, when the hub refuses the channel
   */
  follow(
    channel: LiveChannel,
    { from, signal }: { from?: number | "now"; signal?: AbortSignal } = {},
  ): AsyncIterableIterator<LiveNews, undefined> {
    const abort = () => subscription.end();
    const first = channel.channel === "job" ? 0 : undefined;
    const last = from === "now" ? undefined : (from ?? first);
    const subscription = new Subscription(channel, last, () => signal?.removeEventListener("abort", abort));
    if (signal?.aborted) subscription.end();
    else if (performance.now() < this.#streamsUntil) void followByStream(this.hub, subscription);
    else this.#lineFor(channelName(channel)).add(subscription);
    signal?.addEventListener("abort", abort, { once: true });
    return subscription;
  }

  /**
   * Makes its connections anew. A connection speaks for whoever had signed in when it was opened: to be called when
   * somebody else speaks through the same client. Followers go on after the last event that they heard.
   */
  renew(): void {
    for (const line of this.#lines) line.renew();
  }

  /** A line that does not follow this channel yet, for another follower of it: they may stand at different numbers. */
  #lineFor(name: string): SocketLine {
    const free = this.#lines.find((line) => line.size < PER_SOCKET && !line.has(name));
    if (free) return free;
    const line = new SocketLine(this.hub, (subscriptions) => this.#tryStreams(subscriptions));
    this.#lines.push(line);
    return line;
  }

  /** @returns false when there is no way through for streams either */
  async #tryStreams([first, ...others]: Subscription[]): Promise<boolean> {
    if (first === undefined) return true;
    const opens = await new Promise<boolean>((resolve) => {
      let isTrial = true;
      followByStream(this.hub, first, (opened) => {
        resolve(opened);
        const goesOn = opened || !isTrial;
        isTrial = false;
        return goesOn;
      }).finally(() => resolve(first.ended));
    });
    if (!opens) return false;
    this.#streamsUntil = performance.now() + STREAMS_MS;
    for (const subscription of others) void followByStream(this.hub, subscription);
    return true;
  }
}
