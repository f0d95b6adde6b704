import type { Question } from "./messages.ts";

/** Says that this process is ready and answers what it is asked, until nobody is there to ask. */
export function answerQuestions(answer: (question: Question) => Promise<unknown>, close: () => Promise<void>): void {
  process.on("message", async (question: Question) => {
    process.send!({ id: question.id, value: await answer(question) });
  });
  process.on("disconnect", async () => {
    await close();
    process.exit(0);
  });
  process.send!({ id: 0 });
}
