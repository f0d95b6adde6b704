import { expect, test } from "vitest";
import { noteInScope, requestScope, runInScope } from "./request-scope.ts";

test("each request has a scope of its own, across awaits", async () => {
  const seen = await Promise.all(
    ["first", "second"].map((requestId) =>
      runInScope({ requestId }, async () => {
        await new Promise((resolve) => setImmediate(resolve));
        noteInScope({ jobKey: `job of ${requestId}` });
        await new Promise((resolve) => setImmediate(resolve));
        return requestScope();
      }),
    ),
  );
  expect(seen).toEqual([
    { requestId: "first", jobKey: "job of first" },
    { requestId: "second", jobKey: "job of second" },
  ]);
  expect(requestScope()).toBeUndefined();
});

test("outside of a request nothing is noted", () => {
  noteInScope({ jobKey: "nobody's" });
  expect(requestScope()).toBeUndefined();
});
