import { readableJob } from "../auth/may.ts";
import { type Api, mountRoute } from "./mount-route.ts";

/** Deleting what an account keeps here. */
export function mountData(api: Api): void {
  const { eraser } = api.context;

  mountRoute(api, "deleteJobData", async ({ params, caller }) => {
    const job = await readableJob(api.context, caller, params.key);
    await eraser.job(caller.identity, job.key);
    return { deleted: true };
  });

  mountRoute(api, "deleteAccountData", async ({ caller }) => {
    await eraser.requestAccount(caller.identity);
    return { accepted: true };
  });
}
