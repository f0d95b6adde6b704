import { z } from "zod";
import { Identity } from "../schema/primitives.ts";
import { jobParams, numberText } from "./parameters.ts";
import { route } from "./route.ts";

const streamQuery = z.object({
  /** Number of the last event that you have; a `Last-Event-ID` header wins. */
  after: numberText(0, Number.MAX_SAFE_INTEGER).optional(),
  /** A socket ticket, for those who can't send an Authorization header. It is used up. */
  ticket: z.string().max(256).optional(),
});

/** The live channels as server-sent events; each event's data is a `LiveMessage`, its id the event's number. */
export const liveRoutes = {
  streamJob: route({
    method: "GET",
    path: "/jobs/:key/stream",
    tag: "jobs",
    summary: "The job's events as they happen, from the first on unless told otherwise.",
    auth: "none",
    scope: "jobs:read",
    params: jobParams,
    query: streamQuery,
    status: 200,
    response: "event-stream",
    problems: ["JOB_NOT_FOUND", "TICKET_INVALID", "TOO_MANY_CONNECTIONS"],
  }),
  streamAccount: route({
    method: "GET",
    path: "/account/stream",
    tag: "account",
    summary: "What happens to an account and its jobs, from now on unless told otherwise.",
    auth: "account",
    scope: "account:read",
    query: streamQuery.extend({
      /** Another's, for operators. */
      identity: Identity.optional(),
    }),
    status: 200,
    response: "event-stream",
    problems: ["FORBIDDEN", "TICKET_INVALID", "TOO_MANY_CONNECTIONS"],
  }),
  streamNetwork: route({
    method: "GET",
    path: "/network/stream",
    tag: "network",
    summary: "Ticks, and what becomes of jobs; some may be left out.",
    auth: "none",
    query: streamQuery.omit({ ticket: true }),
    status: 200,
    response: "event-stream",
    problems: ["TOO_MANY_CONNECTIONS"],
  }),
} as const;
