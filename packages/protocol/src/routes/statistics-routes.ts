import { z } from "zod";
import { NetworkStatistics, Statistics, StatisticsSeries } from "../network/statistics-document.ts";
import { timeText } from "./parameters.ts";
import { route } from "./route.ts";

const windowQuery = z.object({
  /** A day before `to` where it is missing; the longest window is 400 days. */
  from: timeText().optional(),
  /** Now where it is missing. */
  to: timeText().optional(),
});

export const statisticsRoutes = {
  getStatistics: route({
    method: "GET",
    path: "/stats",
    tag: "statistics",
    summary: "What this hub did within a window of time: jobs, success, times, money.",
    auth: "none",
    query: windowQuery,
    status: 200,
    response: Statistics,
    problems: [],
  }),
  getStatisticsSeries: route({
    method: "GET",
    path: "/stats/series",
    tag: "statistics",
    summary: "The same in pieces of a minute, an hour or a day, for charts; at most 1,000 of them.",
    auth: "none",
    query: windowQuery.extend({ bucket: StatisticsSeries.shape.bucket.optional() }),
    status: 200,
    response: StatisticsSeries,
    problems: [],
  }),
  getNetworkStatistics: route({
    method: "GET",
    path: "/stats/network",
    tag: "statistics",
    summary: "The whole network: the contract's sums, and who takes part.",
    auth: "none",
    status: 200,
    response: NetworkStatistics,
    problems: ["NODE_UNREACHABLE"],
  }),
} as const;
