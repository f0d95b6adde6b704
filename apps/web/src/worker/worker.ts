// The thread for heavy work: it gets one work, answers, and is ended by who started it.
import { problemText } from "../hub/problem-text.ts";
import type { Answer, Order } from "./message.ts";
import { works } from "./works.ts";

addEventListener("message", ({ data: { name, args } }: MessageEvent<Order>) => {
  const work = works[name] as (...given: unknown[]) => Promise<unknown>;
  const answer = (what: Answer) => postMessage(what);
  work(...args).then(
    (value) => answer({ ok: true, value }),
    (error: unknown) => answer({ ok: false, problem: problemText(error) }),
  );
});
