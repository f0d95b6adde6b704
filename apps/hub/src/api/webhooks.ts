import { type Api, mountRoute } from "./mount-route.ts";
import { presentDelivery, presentWebhook } from "./present/webhook.ts";

/** An account's endpoints and their deliveries. */
export function mountWebhooks(api: Api): void {
  const { webhooks, store } = api.context;

  mountRoute(api, "createWebhook", async ({ caller, body }) => {
    const { webhook, secret } = await webhooks.create(caller.identity, body);
    return { webhook: presentWebhook(webhook), secret };
  });

  mountRoute(api, "listWebhooks", async ({ caller }) => ({
    items: (await webhooks.list(caller.identity)).map(presentWebhook),
  }));

  mountRoute(api, "getWebhook", async ({ caller, params }) =>
    presentWebhook(await webhooks.get(caller.identity, params.id)),
  );

  mountRoute(api, "putWebhook", async ({ caller, params, body }) =>
    presentWebhook(await webhooks.put(caller.identity, params.id, body)),
  );

  mountRoute(api, "deleteWebhook", async ({ caller, params }) => ({
    deleted: await webhooks.remove(caller.identity, params.id),
  }));

  mountRoute(api, "pingWebhook", async ({ caller, params }) =>
    presentDelivery(await webhooks.ping(caller.identity, params.id)),
  );

  mountRoute(api, "rotateWebhookSecret", async ({ caller, params, body }) => {
    const { webhook, secret } = await webhooks.rotate(caller.identity, params.id, body.overlapSeconds);
    return { webhook: presentWebhook(webhook), secret };
  });

  mountRoute(api, "listWebhookDeliveries", async ({ caller, params, query }) => {
    const { id } = await webhooks.get(caller.identity, params.id);
    const limit = query.limit ?? 50;
    const before = /^[1-9][0-9]{0,14}$/.test(query.cursor ?? "") ? { before: Number(query.cursor) } : {};
    const found = await store.webhooks.deliveries(id, {
      limit: limit + 1,
      ...before,
      ...(query.state && { state: query.state }),
    });
    const page = found.slice(0, limit);
    return { items: page.map(presentDelivery), cursor: found.length > limit ? String(page.at(-1)?.id) : undefined };
  });

  mountRoute(api, "getWebhookDelivery", async ({ caller, params }) =>
    presentDelivery(await webhooks.delivery(caller.identity, params.id, params.delivery)),
  );

  mountRoute(api, "replayWebhookDelivery", async ({ caller, params }) => {
    await webhooks.delivery(caller.identity, params.id, params.delivery);
    await webhooks.replay(caller.identity, params.id, { delivery: params.delivery });
    return presentDelivery(await webhooks.delivery(caller.identity, params.id, params.delivery));
  });

  mountRoute(api, "replayWebhook", async ({ caller, params, body }) => ({
    count: await webhooks.replay(caller.identity, params.id, {
      from: body.from,
      ...(body.to !== undefined && { to: body.to }),
      ...(body.state !== undefined && { states: [body.state] }),
    }),
  }));
}
