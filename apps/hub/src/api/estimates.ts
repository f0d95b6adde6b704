import { type Api, mountRoute } from "./mount-route.ts";

/** What a job would cost and take, before anything is paid. */
export function mountEstimates(api: Api): void {
  mountRoute(api, "estimateJob", ({ body }) => api.context.estimates.estimate(body.spec, body.terms ?? {}));
}
