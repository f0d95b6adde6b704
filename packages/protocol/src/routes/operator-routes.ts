import { z } from "zod";
import { ReconcileReport } from "../operator/reconcile-report.ts";
import { route } from "./route.ts";

/** What whoever runs the hub can ask of it. */
export const operatorRoutes = {
  reconcile: route({
    method: "POST",
    path: "/operator/reconcile",
    tag: "operator",
    summary: "Compare the database with the contract and repair what differs; with `dryRun` only tell.",
    auth: "operator",
    scope: "operator",
    body: z.strictObject({ dryRun: z.boolean() }),
    status: 200,
    response: ReconcileReport,
    problems: ["NODE_UNREACHABLE"],
  }),
} as const;
