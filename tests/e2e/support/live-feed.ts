import { once } from "node:events";
import { API_PREFIX, type JobEvent, LiveMessage } from "@qubix/protocol";
import { WebSocket } from "ws";

/** Collects a job's events as the hub sends them over its live socket, from the first on. */
export async function openLiveFeed(hubUrl: string, key: string): Promise<{ events: JobEvent[]; close(): void }> {
  const socket = new WebSocket(`${hubUrl.replace("http", "ws")}${API_PREFIX}/live`);
  const events: JobEvent[] = [];
  socket.on("message", (data) => {
    const message = LiveMessage.parse(JSON.parse(String(data)));
    if (message.type === "job-event") events.push(message.event);
  });
  await once(socket, "open");
  socket.send(JSON.stringify({ type: "subscribe", channel: "job", key, from: 0 }));
  return { events, close: () => socket.close() };
}
