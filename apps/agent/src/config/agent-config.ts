import { readFileSync } from "node:fs";
import { z } from "zod";

/** An agent's configuration: parsed once at boot, then passed in. Secrets are named by file, never held here. */
export const AgentConfig = z.strictObject({
  /** Journal, work folders and fetched blobs. */
  dataDir: z.string().min(1),
  /** A network definition file. */
  network: z.string().min(1),
  /** Address of the hub to work for. */
  hub: z.url(),
  /** File with the provider's hot key: an encrypted keystore (JSON), or a plain 55-letter seed for a devnet. */
  hotKeyFile: z.string().min(1),
  /** File with the keystore's passphrase; QUBIX_PASSPHRASE otherwise. */
  passphraseFile: z.string().min(1).optional(),
  /** Attempts side by side. */
  slots: z.int().min(1).max(1024).default(2),
  /** Name of this machine; made up and kept in dataDir if missing. */
  machine: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,64}$/)
    .optional(),
  region: z
    .string()
    .regex(/^[a-z0-9-]{1,32}$/)
    .optional(),
  /** Milliseconds between two looks at the chain; a third of the network's tick if missing. */
  pollMs: z.int().min(10).max(60_000).optional(),
  /** Fetched programs, models and inputs that are kept, in MiB. */
  cacheMiB: z.int().min(0).default(4096),
  logLevel: z.enum(["error", "warn", "info", "debug"]).default("info"),
});
export type AgentConfig = z.output<typeof AgentConfig>;

/** Reads and checks a JSON configuration file. @throws Error that names the field and what it should be */
export function readAgentConfig(path: string): AgentConfig {
  const parsed = AgentConfig.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (!parsed.success) throw new Error(`The agent's configuration ${path} is wrong.\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
