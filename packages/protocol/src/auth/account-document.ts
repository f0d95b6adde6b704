import { z } from "zod";
import { Identity, Uint16 } from "../schema/primitives.ts";
import { Scope } from "./scope.ts";

/** `requester` has jobs here; the others follow from what the identity owns on the chain (`operator` also from the hub's configuration). */
export const ROLES = ["requester", "provider", "creator", "operator"] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** Who one is to this hub: `GET /account`. Looked up for each request. */
export const AccountDocument = z.object({
  identity: Identity,
  /** How this request proved it. */
  via: z.enum(["signature", "session", "api-key"]),
  /** What an API key may do; all without it. */
  scopes: z.array(Scope).optional(),
  roles: z.array(Role),
  /** Providers that it owns, or whose agents sign with it. */
  providers: z.array(z.object({ slot: Uint16, key: z.enum(["owner", "hot"]) })),
  /** Models on the chain that it created; at most 200. */
  models: z.array(z.object({ slot: Uint16, digest: z.string(), active: z.boolean() })),
});
export type AccountDocument = z.infer<typeof AccountDocument>;
