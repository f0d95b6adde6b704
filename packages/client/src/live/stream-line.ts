import { type LiveChannel, type Route, routes } from "@qubix/protocol";
import type { HubClient } from "../hub/hub-client.ts";
import { HubError, isTransient } from "../hub/hub-error.ts";
import { chunksOf } from "../runtime/chunks-of.ts";
import { Silence } from "../runtime/silence.ts";
import { Backoff } from "./backoff.ts";
import { readLiveMessage } from "./live-news.ts";
import { readEventStream } from "./read-event-stream.ts";
import type { Subscription } from "./subscription.ts";

/** The hub sends a sign of life more often than this. */
const SILENT_MS = 100_000;

/**
 * Feeds one subscription by server-sent events, connecting again as often as it takes, until it ends.
 * @param onOpen told about each try, whether it opened the stream; returns false to give up
 */
export async function followByStream(
  hub: HubClient,
  subscription: Subscription,
  onOpen: (opened: boolean) => boolean = () => true,
): Promise<void> {
  const backoff = new Backoff();
  const stop = new AbortController();
  subscription.onStop = () => stop.abort();
  while (!subscription.ended) {
    let opened = false;
    let retryMs = 0;
    try {
      retryMs = await readStream(hub, subscription, stop.signal, () => {
        opened = true;
        backoff.reset();
        onOpen(true);
      });
    } catch (error) {
      if (error instanceof HubError && !isTransient(error) && error.status !== 0) subscription.fail(error);
    }
    if (subscription.ended || (!opened && !onOpen(false))) return;
    if (!(await backoff.wait(stop.signal, retryMs))) return;
  }
}

/** One connection. @returns how long the hub asked to stay away. @throws HubError, or what broke the connection */
async function readStream(
  hub: HubClient,
  subscription: Subscription,
  signal: AbortSignal,
  onOpen: () => void,
): Promise<number> {
  const silence = new AbortController();
  const timer = new Silence(SILENT_MS, () => silence.abort(new Error("the stream fell silent")));
  try {
    const { route, params, query } = addressOf(subscription.channel);
    const after = subscription.last === undefined ? {} : { after: subscription.last };
    const response = await hub.send(route, hub.address(route, params, { ...query, ...after }), {
      headers: { accept: "text/event-stream" },
      signal: AbortSignal.any([signal, silence.signal]),
    });
    onOpen();
    let retryMs = 0;
    for await (const { data, retry } of readEventStream(chunksOf(response.body))) {
      timer.broken();
      retryMs = retry ?? retryMs;
      if (data === undefined) continue;
      if (!take(subscription, data)) return 0;
      await subscription.room();
    }
    return retryMs;
  } finally {
    timer.end();
    silence.abort();
  }
}

/** @returns false when this connection is of no more use */
function take(subscription: Subscription, data: string): boolean {
  const received = readLiveMessage(data);
  if (received.kind === "unknown") return subscription.advance(received.seq);
  if (received.kind === "nonsense") return true;
  const { message } = received;
  if (message.type === "problem") subscription.fail(HubError.fromAnswer(message.problem.status, message.problem));
  if (message.type === "problem" || message.type === "closing" || message.type === "pong") return !subscription.ended;
  return subscription.push(message);
}

function addressOf(channel: LiveChannel): { route: Route; params?: object; query?: object } {
  // A stream of a job without a number begins with the first event; a number that never was is set to the last.
  if (channel.channel === "job")
    return { route: routes.streamJob, params: { key: channel.key }, query: { after: Number.MAX_SAFE_INTEGER } };
  if (channel.channel === "network") return { route: routes.streamNetwork };
  return { route: routes.streamAccount, query: { identity: channel.identity } };
}
