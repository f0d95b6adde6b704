import { type Api, mountRoute } from "./mount-route.ts";

/** What whoever runs the hub can ask of it. */
export function mountOperator(api: Api): void {
  mountRoute(api, "reconcile", ({ body }) => api.context.reconcile(body.dryRun));
}
