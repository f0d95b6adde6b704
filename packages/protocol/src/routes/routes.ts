import type { z } from "zod";
import { accountRoutes } from "./account-routes.ts";
import { agentRoutes } from "./agent-routes.ts";
import { catalogRoutes } from "./catalog-routes.ts";
import { chainRoutes } from "./chain-routes.ts";
import { dataRoutes } from "./data-routes.ts";
import { estimateRoutes } from "./estimate-routes.ts";
import { jobRoutes } from "./job-routes.ts";
import { listRoutes } from "./list-routes.ts";
import { liveRoutes } from "./live-routes.ts";
import { modelAccessRoutes } from "./model-access-routes.ts";
import { modelRoutes } from "./model-routes.ts";
import { moderationRoutes } from "./moderation-routes.ts";
import { operatorRoutes } from "./operator-routes.ts";
import { statisticsRoutes } from "./statistics-routes.ts";
import { uploadRoutes } from "./upload-routes.ts";
import { webhookRoutes } from "./webhook-routes.ts";

/** Every endpoint of a hub, by name. */
export const routes = {
  ...catalogRoutes,
  ...chainRoutes,
  ...jobRoutes,
  ...estimateRoutes,
  ...dataRoutes,
  ...uploadRoutes,
  ...modelRoutes,
  ...modelAccessRoutes,
  ...moderationRoutes,
  ...webhookRoutes,
  ...listRoutes,
  ...liveRoutes,
  ...statisticsRoutes,
  ...agentRoutes,
  ...accountRoutes,
  ...operatorRoutes,
} as const;
export type RouteName = keyof typeof routes;

type SchemaType<R, K extends string, Fallback> = R extends { [P in K]: infer S }
  ? S extends z.ZodType
    ? z.infer<S>
    : Fallback
  : Fallback;

/** Types of a route's parts: `RouteParams<"getJob">` and so on. */
export type RouteParams<N extends RouteName> = SchemaType<(typeof routes)[N], "params", Record<string, never>>;
export type RouteQuery<N extends RouteName> = SchemaType<(typeof routes)[N], "query", Record<string, never>>;
export type RouteBody<N extends RouteName> = SchemaType<(typeof routes)[N], "body", undefined>;
export type RouteResponse<N extends RouteName> = SchemaType<(typeof routes)[N], "response", undefined>;
