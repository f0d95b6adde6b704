import type { ProblemText } from "../hub/problem-text.ts";
import type { Answer, Order } from "./message.ts";
import type { Works } from "./works.ts";

/** Heavy work that failed: with the code of its error, or because its thread did not start. */
export class WorkError extends Error {
  override readonly name = "WorkError";
  readonly code: string;
  readonly hint: string | undefined;

  constructor({ code, message, hint }: ProblemText) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}

const NOT_STARTED: ProblemText = {
  code: "WORKER_NOT_STARTED",
  message: "The browser did not start a part of this page.",
  hint: "Load the page again; the hub may have a newer one.",
};

/** Does heavy work in a thread of its own, which ends with it: nothing of what was given stays in memory. @throws WorkError */
export async function inWorker<N extends keyof Works>(
  name: N,
  ...args: Parameters<Works[N]>
): Promise<Awaited<ReturnType<Works[N]>>> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  try {
    const answer = await new Promise<Answer>((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = () => reject(new WorkError(NOT_STARTED));
      worker.postMessage({ name, args } satisfies Order);
    });
    if (!answer.ok) throw new WorkError(answer.problem);
    return answer.value as Awaited<ReturnType<Works[N]>>;
  } finally {
    worker.terminate();
  }
}
