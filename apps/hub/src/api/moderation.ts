import type { BlockRecord } from "@qubix/market";
import type { BlockDocument } from "@qubix/protocol";
import { takeReport } from "../moderation/report-service.ts";
import { Problem } from "../problem.ts";
import { type Api, mountRoute } from "./mount-route.ts";

/** Reports of abuse, and what the operator does about them. */
export function mountModeration(api: Api): void {
  const { store, blocks } = api.context;
  const { moderation } = store;

  mountRoute(api, "createReport", async ({ caller, body }) => {
    const { id, state } = await takeReport(api.context, caller, body);
    return { id, state };
  });

  mountRoute(api, "listReports", async ({ query }) => {
    const [page, limit] = pageOf(query);
    const found = await moderation.reports({ ...page, state: query.state });
    return answer(found, limit, (report) => report);
  });

  mountRoute(api, "resolveReport", async ({ caller, params, body }) => {
    const report = await moderation.resolve(caller.identity, params.id, body.state, body.note);
    if (report === undefined) throw new Problem("REPORT_NOT_FOUND", `There is no report ${params.id}.`);
    return report;
  });

  mountRoute(api, "createBlock", async ({ caller, body }) => {
    const block = await moderation.block(caller.identity, body);
    await blocks.changed();
    return presentBlock(block);
  });

  mountRoute(api, "listBlocks", async ({ query }) => {
    const [page, limit] = pageOf(query);
    return answer(await moderation.blocks(page), limit, presentBlock);
  });

  mountRoute(api, "removeBlock", async ({ caller, body }) => {
    const removed = await moderation.unblock(caller.identity, body.subject, body.note ?? "");
    await blocks.changed();
    return { removed };
  });

  mountRoute(api, "listOperatorActs", async ({ query }) => {
    const [page, limit] = pageOf(query);
    return answer(await moderation.acts(page), limit, (act) => act);
  });
}

/** One more than is shown tells whether there is a next page. */
function pageOf(query: { cursor?: string | undefined; limit?: number | undefined }) {
  const limit = query.limit ?? 50;
  const before = /^[1-9][0-9]{0,14}$/.test(query.cursor ?? "") ? Number(query.cursor) : undefined;
  return [{ before, limit: limit + 1 }, limit] as const;
}

function answer<Row extends { id: number }, Item>(rows: readonly Row[], limit: number, present: (row: Row) => Item) {
  const page = rows.slice(0, limit);
  return { items: page.map(present), cursor: rows.length > limit ? String(page.at(-1)?.id) : undefined };
}

function presentBlock({ subject, reason, until, createdAt }: BlockRecord): BlockDocument {
  return { subject, reason, until, createdAt };
}
