import { z } from "zod";
import { privateJobsOf } from "../auth/may.ts";
import { PageCursor } from "./http/page-cursor.ts";
import { ownersOf } from "./jobs.ts";
import { type Api, mountRoute } from "./mount-route.ts";
import { presentAttempt } from "./present/attempt.ts";

const attemptCursors = new PageCursor("attempts", z.int().min(0));
const receiptCursors = new PageCursor("receipts", z.tuple([z.int().min(0), z.string().regex(/^[0-9a-f]{64}$/)]));

/** Attempts and receipts of all jobs. */
export function mountRuns(api: Api): void {
  const { store } = api.context;

  mountRoute(api, "listAttempts", async ({ query, caller }) => {
    const { items, next } = await store.listings.attempts({
      privateOf: privateJobsOf(api.context, caller),
      provider: query.provider,
      states: query.state,
      limit: query.limit ?? 50,
      after: attemptCursors.read(query.cursor),
    });
    const owners = await ownersOf(api.context, items);
    return {
      items: items.map((attempt) => ({ ...presentAttempt(attempt, owners), jobKey: attempt.jobKey })),
      cursor: attemptCursors.write(next),
    };
  });

  mountRoute(api, "listReceipts", async ({ query, caller }) => {
    const { items, next } = await store.listings.receipts({
      privateOf: privateJobsOf(api.context, caller),
      requester: query.requester,
      provider: query.provider,
      limit: query.limit ?? 50,
      after: receiptCursors.read(query.cursor),
    });
    return { items, cursor: receiptCursors.write(next) };
  });
}
