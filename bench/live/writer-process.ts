import { openStore } from "@qubix/store";
import { answerQuestions } from "./answer-questions.ts";
import { writeEvents } from "./write-events.ts";

/** `STORE` (JSON): another process of the hub, which writes. */
const store = await openStore(JSON.parse(process.argv[2]!));
answerQuestions(
  (question) => writeEvents(store, question),
  () => store.close(),
);
