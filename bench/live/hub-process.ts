import { startHub } from "@qubix/hub";
import { answerQuestions } from "./answer-questions.ts";
import { writeEvents } from "./write-events.ts";

/** `CONFIG` (JSON): the API process whose connections are counted. On the embedded database it also writes. */
const hub = await startHub(JSON.parse(process.argv[2]!));
answerQuestions(
  async (question) => {
    if (question.do !== "memory") return writeEvents(hub.context.store, question);
    globalThis.gc?.();
    return process.memoryUsage().rss;
  },
  () => hub.close(),
);
