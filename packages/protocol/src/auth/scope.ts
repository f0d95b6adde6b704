import { z } from "zod";

/**
 * What an API key may be used for. Signed requests and sessions may do all that their identity may. No scope moves
 * money: that takes a transaction, signed by the identity's own key.
 */
export const SCOPES = [
  "jobs:read",
  "jobs:write",
  "models:write",
  "blobs:write",
  "webhooks:read",
  "webhooks:write",
  "account:read",
  "account:write",
  "operator",
] as const;
export const Scope = z.enum(SCOPES);
export type Scope = z.infer<typeof Scope>;
