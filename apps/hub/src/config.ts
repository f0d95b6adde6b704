import { readFileSync } from "node:fs";
import { z } from "zod";
import { limitsConfig } from "./api/limits-config.ts";
import { authConfig } from "./auth/auth-config.ts";
import { blobStoreConfig, quotaConfig } from "./blobs/blob-config.ts";
import { chainConfig } from "./chain/chain-config.ts";
import { egressConfig } from "./egress/egress-config.ts";
import { explorerConfig } from "./explorer/explorer-config.ts";
import { faucetConfig } from "./gateway/faucet-config.ts";
import { leaseConfig } from "./leases/lease-config.ts";
import { liveConfig } from "./live/live-config.ts";
import { matchConfig } from "./matching/match-config.ts";
import { scanConfig } from "./models/scan-config.ts";
import { moderationConfig } from "./moderation/moderation-config.ts";
import { hubObserveConfig } from "./observe/hub-observe-config.ts";
import { retentionConfig } from "./retention/retention-config.ts";
import { webConfig } from "./web/web-config.ts";
import { webhookConfig } from "./webhooks/webhook-config.ts";

/** The roles of a hub process. One process runs all of them unless told otherwise. */
export const ROLES = ["api", "watcher", "matcher", "dispatcher", "worker"] as const;
export type Role = (typeof ROLES)[number];

/** A hub's configuration: parsed once at boot, then passed in. Secrets are named by file, never held here. */
export const hubConfigSchema = z.strictObject({
  dataDir: z
    .string()
    .min(1)
    .describe("Folder of the embedded database, its lock file, and blobs where they are kept in a folder."),
  network: z.string().min(1).describe("File with the network's definition."),
  hotKeyFile: z
    .string()
    .min(1)
    .describe("File with the hot key: an encrypted keystore (JSON), or a plain 55-letter seed for a devnet."),
  passphraseFile: z.string().min(1).optional().describe("File with the keystore's passphrase."),
  secretsFile: z
    .string()
    .min(1)
    .optional()
    .describe(
      "File with the key of secrets in the database (64 hex digits), made when it is missing; the same for all processes. Default: secrets.key in dataDir.",
    ),
  listen: z
    .strictObject({
      host: z.string().default("127.0.0.1").describe("Address to listen on."),
      port: z.number().int().min(0).max(65_535).default(0).describe("Port; 0 takes a free one."),
    })
    .describe("Where the API is served."),
  publicOrigin: z
    .url()
    .optional()
    .describe("Origin under which clients reach the hub, part of what they sign; http://host:port when missing."),
  roles: z
    .array(z.enum(ROLES))
    .min(1)
    .default([...ROLES])
    .describe("What this process does. Several processes of one hub share PostgreSQL and Redis."),
  databaseUrl: z.string().optional().describe("PostgreSQL 15 or newer; an embedded database when missing."),
  redisUrl: z
    .string()
    .optional()
    .describe(
      "Redis 7; without it the queue and wake-ups go through PostgreSQL, and there is one process with machines' presence.",
    ),
  ocMachines: z
    .array(z.url())
    .max(16)
    .default([])
    .describe(
      "OC machines that push bundles: ws://host:port/v1/bundles. A hub without any rebuilds bundles from tick data.",
    ),
  maxBlobBytes: z
    .number()
    .int()
    .min(1024)
    .default(8 * 1024 ** 3)
    .describe("Largest blob that may be uploaded, in bytes."),
  operators: z
    .array(z.string().regex(/^[A-Z]{60}$/, "an identity of 60 capital letters"))
    .max(64)
    .default([])
    .describe(
      "Identities that run this hub beside its owner on the chain: they may use operator routes and see private jobs.",
    ),
  trustProxy: z
    .number()
    .int()
    .min(0)
    .max(16)
    .default(0)
    .describe("Proxies in front of the hub whose X-Forwarded-For is believed, counted from the hub outwards."),
  corsOrigins: z
    .array(z.union([z.url(), z.literal("*")]))
    .max(64)
    .default([])
    .describe(
      "Origins (https://app.example) whose pages may call the API from browsers; * is all. The hub's own always may.",
    ),
  web: webConfig.describe(
    "The web app at / and the documentation at /docs/: `{ dir, docsDir }` name folders with built ones where they are not those of this repository; `false` serves neither. They are read at the start.",
  ),
  limits: limitsConfig.describe("What one caller may ask of the API."),
  auth: authConfig.describe("Signing in."),
  live: liveConfig.describe("Live connections: WebSockets and server-sent events."),
  leases: leaseConfig.describe("How long attempts live without a sign of life."),
  matching: matchConfig.describe("How work and machines are brought together."),
  chain: chainConfig.describe("How the chain is followed and written to."),
  explorer: explorerConfig.describe("The index of the network's ticks and transactions, for those who look around."),
  faucet: faucetConfig.optional().describe("Test money for everybody, on local networks; none when missing."),
  blobs: blobStoreConfig.describe("Where blobs lie."),
  scanning: scanConfig.describe("What looks at files of models before others may read them."),
  moderation: moderationConfig.describe("Reports of abuse, and how to appeal."),
  quota: quotaConfig.describe("What one account may keep here."),
  retention: retentionConfig.describe("How long data are kept."),
  webhooks: webhookConfig.describe("Events of jobs, sent to URLs that accounts name."),
  egress: egressConfig.describe("Which addresses that users name the hub connects to."),
  logLevel: z.enum(["error", "warn", "info", "debug"]).default("info").describe("Least level that is logged."),
  observe: hubObserveConfig.describe("What the process tells about itself, and to whom."),
});

export type HubConfig = z.output<typeof hubConfigSchema>;
/** What a caller of `startHub` writes: fields with defaults may be left out. */
export type HubConfigInput = z.input<typeof hubConfigSchema>;

/**
 * Reads and checks a JSON configuration file; `overrides` replace fields of it.
 * @throws Error that names the field and what it should be
 */
export function readConfigFile(path: string, overrides: Record<string, unknown> = {}): HubConfig {
  return parseConfig({ ...JSON.parse(readFileSync(path, "utf8")), ...overrides });
}

/** @throws Error that names the field and what it should be */
export function parseConfig(input: unknown): HubConfig {
  const parsed = hubConfigSchema.safeParse(input);
  if (!parsed.success) throw new Error(`The hub's configuration is wrong.\n${z.prettifyError(parsed.error)}`);
  const { roles, databaseUrl, redisUrl } = parsed.data;
  const isWhole = ROLES.every((role) => roles.includes(role));
  if (!isWhole && !(databaseUrl && redisUrl))
    throw new Error(
      "The hub's configuration is wrong.\nA process with some of the roles works with others, over databaseUrl and redisUrl: give both.",
    );
  return parsed.data;
}
