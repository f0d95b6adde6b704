import { z } from "zod";
import { label, Milliseconds } from "../schema/primitives.ts";
import { SCOPES, Scope } from "./scope.ts";

/** An API key: `qbx_`, 16 hex digits that name it, `_`, 64 hex digits that are secret. */
export const API_KEY = /^qbx_([0-9a-f]{16})_([0-9a-f]{64})$/;

/** What a new key is to be. */
export const NewApiKey = z.strictObject({
  name: label(64),
  scopes: z
    .array(Scope)
    .min(1)
    .max(SCOPES.length)
    .refine((scopes) => new Set(scopes).size === scopes.length, "each scope once"),
  /** Never, when missing. */
  expiresAt: Milliseconds.optional(),
});
export type NewApiKey = z.infer<typeof NewApiKey>;

/** A key as its owner sees it later: the secret is shown once, when it is made. */
export const ApiKeyDocument = z.object({
  /** 16 hex digits, part of the key. */
  id: z.string(),
  /** How the key begins, to recognize it: `qbx_` and its id. */
  prefix: z.string(),
  name: z.string(),
  scopes: z.array(Scope),
  createdAt: Milliseconds,
  expiresAt: Milliseconds.optional(),
  lastUsedAt: Milliseconds.optional(),
});
export type ApiKeyDocument = z.infer<typeof ApiKeyDocument>;

/** The answer to making one: the only time that the whole key is shown. */
export const CreatedApiKey = ApiKeyDocument.extend({ key: z.string() });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;
