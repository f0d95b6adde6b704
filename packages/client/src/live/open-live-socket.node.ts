import type { IncomingMessage } from "node:http";
import type { WebSocket } from "ws";
import type { HubClient } from "../hub/hub-client.ts";
import { HubError } from "../hub/hub-error.ts";
import { openNodeSocket } from "../hub/open-node-socket.ts";
import type { LiveSocket } from "./live-socket.ts";

const MAX_PROBLEM_BYTES = 64 * 1024;

/** An open socket of the live protocol. @throws HubError when there is none to be had, or the signal ends it */
export async function openLiveSocket(hub: HubClient, signal: AbortSignal): Promise<LiveSocket> {
  try {
    return await open(hub, signal);
  } catch (error) {
    if (!(error instanceof HubError) || error.status !== 401 || !(await hub.renewCredentials())) throw error;
    return open(hub, signal);
  }
}

async function open(hub: HubClient, signal: AbortSignal): Promise<LiveSocket> {
  const socket = await openNodeSocket(hub, "/live");
  return new Promise((resolve, reject) => {
    const stop = () => socket.terminate();
    const fail = (error: unknown) => {
      signal.removeEventListener("abort", stop);
      reject(error);
    };
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    socket.on("error", (error) => fail(HubError.unreachable(hub.url, error)));
    socket.on("unexpected-response", (_, response) => void readProblem(response).then(fail, fail));
    socket.once("open", () => {
      signal.removeEventListener("abort", stop);
      resolve(liveSocket(socket));
    });
  });
}

function liveSocket(socket: WebSocket): LiveSocket {
  return {
    listen({ onMessage, onPing, onClose }) {
      socket.on("ping", onPing);
      socket.on("message", (data) => onMessage(String(data)));
      socket.once("close", onClose);
    },
    send(text) {
      if (socket.readyState === socket.OPEN) socket.send(text);
    },
    get isPaused() {
      return socket.isPaused;
    },
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    terminate: () => socket.terminate(),
  };
}

async function readProblem(response: IncomingMessage): Promise<HubError> {
  let text = "";
  for await (const chunk of response.setEncoding("utf8")) {
    text += chunk;
    if (text.length > MAX_PROBLEM_BYTES) break;
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  return HubError.fromAnswer(response.statusCode ?? 0, body);
}
