import { once } from "node:events";
import { WebSocket } from "ws";
import { answerQuestions } from "./answer-questions.ts";
import { type Mark, machineMs } from "./messages.ts";

const AT_ONCE = 100;

/** `URL ADDRESS`: many readers, all from one local address. */
const [url, localAddress] = process.argv.slice(2) as [string, string];
const sockets: WebSocket[] = [];
let marks: Mark[] = [];

/** Connects and subscribes; resolves when the hub has said so. */
async function open(keys: string[], of: number, timed: boolean): Promise<void> {
  const socket = new WebSocket(url, { localAddress, perMessageDeflate: false });
  sockets.push(socket);
  await once(socket, "open");
  const subscribed = once(socket, "message");
  socket.send(JSON.stringify({ type: "subscribe", channel: "job", key: keys[of] }));
  await subscribed;
  if (!timed) return;
  socket.on("message", (data) => {
    const at = machineMs();
    marks.push([of, JSON.parse(String(data)).event.seq, at]);
  });
}

answerQuestions(
  async (question) => {
    if (question.do === "received") {
      const taken = marks;
      marks = [];
      return { marks: taken, open: sockets.filter(({ readyState }) => readyState === WebSocket.OPEN).length };
    }
    if (question.do !== "open") throw new Error(`this process does not ${question.do}`);
    const { keys, timed } = question;
    for (let at = 0; at < keys.length; at += AT_ONCE)
      await Promise.all(keys.slice(at, at + AT_ONCE).map((_, i) => open(keys, at + i, timed)));
    return undefined;
  },
  async () => {
    for (const socket of sockets) socket.terminate();
  },
);
