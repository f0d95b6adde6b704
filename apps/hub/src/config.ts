import { readFileSync } from "node:fs";
import { z } from "zod";

/** Milliseconds, counted on the monotonic clock. */
const milliseconds = z.number().int().min(1).max(86_400_000);

/** The roles of a hub process. One process runs all of them unless told otherwise. */
export const ROLES = ["api", "watcher", "matcher", "dispatcher", "worker"] as const;
export type Role = (typeof ROLES)[number];

/** A hub's configuration: parsed once at boot, then passed in. Secrets are named by file, never held here. */
export const hubConfigSchema = z.strictObject({
  /** Where the embedded database, the blobs and the lock file live. */
  dataDir: z.string().min(1),
  /** A network definition file, or the name of a built-in network. */
  network: z.string().min(1),
  /** File with the hot key: an encrypted keystore (JSON), or a plain 55-letter seed for a devnet. */
  hotKeyFile: z.string().min(1),
  /** File with the keystore's passphrase. */
  passphraseFile: z.string().min(1).optional(),
  listen: z.strictObject({
    host: z.string().default("127.0.0.1"),
    /** 0 takes a free port. */
    port: z.number().int().min(0).max(65_535).default(0),
  }),
  /** Origin under which clients reach the hub, part of what they sign; default http://host:port. */
  publicOrigin: z.url().optional(),
  /** Largest blob that may be uploaded, in bytes. */
  maxBlobBytes: z
    .number()
    .int()
    .min(1024)
    .default(8 * 1024 ** 3),
  /** PostgreSQL; embedded when absent. */
  databaseUrl: z.string().optional(),
  /** Redis; the queue runs on PostgreSQL and pub/sub in memory when absent. */
  redisUrl: z.string().optional(),
  /** OC machines that push bundles: ws://host:port/v1/bundles. A hub without any rebuilds bundles from tick data. */
  ocMachines: z.array(z.url()).max(16).default([]),
  roles: z
    .array(z.enum(ROLES))
    .min(1)
    .default([...ROLES]),
  leases: z
    .strictObject({
      heartbeatMs: milliseconds.default(5_000),
      /** An attempt whose last heartbeat is older is revoked. */
      lostAfterMs: milliseconds.default(15_000),
      /** Ticks that an assignment is granted and each renewal extends it to. */
      leaseTicks: z.number().int().min(8).max(65_535).default(120),
    })
    .prefault({}),
  matching: z
    .strictObject({
      /** A machine that did not say anything for this long gets no work; leases.lostAfterMs unless said otherwise. */
      presenceMs: milliseconds.optional(),
      /** Matches that come within this time share one transaction. */
      gatherMs: milliseconds.default(20),
    })
    .prefault({}),
  chain: z
    .strictObject({
      pollMs: milliseconds.default(500),
      /** Ticks between signing a transaction and the tick it names. */
      tickOffset: z.number().int().min(2).max(60).default(8),
      haltedAfterMs: milliseconds.default(60_000),
      /** A bundle that no OC machine pushed within this time is rebuilt from tick data. */
      rebuildAfterMs: milliseconds.default(4_000),
    })
    .prefault({}),
  logLevel: z.enum(["error", "warn", "info", "debug"]).default("info"),
});

export type HubConfig = z.output<typeof hubConfigSchema>;
/** What a caller of `startHub` writes: fields with defaults may be left out. */
export type HubConfigInput = z.input<typeof hubConfigSchema>;

/** Reads and checks a JSON configuration file. @throws Error that names the field and what it should be */
export function readConfigFile(path: string): HubConfig {
  return parseConfig(JSON.parse(readFileSync(path, "utf8")));
}

/** @throws Error that names the field and what it should be */
export function parseConfig(input: unknown): HubConfig {
  const parsed = hubConfigSchema.safeParse(input);
  if (!parsed.success) throw new Error(`The hub's configuration is wrong.\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
