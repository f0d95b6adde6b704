export { type CallArguments, HubClient, type HubClientOptions, type PagedRoute, type PageItem } from "./hub-client.ts";
export { HubError, isTransient } from "./hub-error.ts";
