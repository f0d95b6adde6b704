export type { LiveClient } from "./live-client.ts";
export type { LiveNews } from "./live-news.ts";
