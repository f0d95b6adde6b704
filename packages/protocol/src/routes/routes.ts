import type { z } from "zod";
import { agentRoutes } from "./agent-routes.ts";
import { catalogRoutes } from "./catalog-routes.ts";
import { jobRoutes } from "./job-routes.ts";

/** Every endpoint of a hub, by name. */
export const routes = { ...catalogRoutes, ...jobRoutes, ...agentRoutes } as const;
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
