import type { Health } from "@qubix/observe";
import type { Express } from "express";

/** `GET /healthz` and `/readyz` beside the API, for whoever balances load: ahead of limits, logs and all else. */
export function mountHealth(app: Express, health: Health): void {
  app.get("/healthz", (_request, response) => {
    response.set("Cache-Control", "no-store").json({ alive: true });
  });
  app.get("/readyz", async (_request, response) => {
    const readiness = await health.readiness();
    response
      .set("Cache-Control", "no-store")
      .status(readiness.ready ? 200 : 503)
      .json(readiness);
  });
}
