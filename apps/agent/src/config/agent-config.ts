import { readFileSync } from "node:fs";
import { observeConfig } from "@qubix/observe";
import { MachineAsks } from "@qubix/protocol";
import { z } from "zod";

/** An agent's configuration: parsed once at boot, then passed in. Secrets are named by file, never held here. */
export const AgentConfig = z.strictObject({
  dataDir: z.string().min(1).describe("Folder of journal, work folders and fetched blobs."),
  network: z.string().min(1).describe("File with the network's definition."),
  hub: z.url().describe("Address of the hub to work for."),
  hotKeyFile: z
    .string()
    .min(1)
    .describe(
      "File with the provider's hot key: an encrypted keystore (JSON), or a plain 55-letter seed for a devnet.",
    ),
  passphraseFile: z
    .string()
    .min(1)
    .optional()
    .describe("File with the keystore's passphrase; QUBIX_PASSPHRASE when missing."),
  slots: z.int().min(1).max(1024).default(2).describe("Attempts side by side."),
  asks: MachineAsks.optional().describe(
    "What this machine asks for its work, in QU; the provider's least price on the chain for each run when missing.",
  ),
  topUpGraceSeconds: z
    .int()
    .min(0)
    .max(3600)
    .default(30)
    .describe("How long a metered run stands still at its limit, in case that the requester tops it up."),
  machine: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,64}$/)
    .optional()
    .describe("Name of this machine; made up and kept in dataDir when missing."),
  region: z
    .string()
    .regex(/^[a-z0-9-]{1,32}$/)
    .optional()
    .describe("Where the machine stands, for jobs that ask for a region."),
  pollMs: z
    .int()
    .min(10)
    .max(60_000)
    .optional()
    .describe("Milliseconds between two looks at the chain; a third of the network's tick when missing."),
  cacheMiB: z.int().min(0).default(4096).describe("Fetched programs, models and inputs that are kept, in MiB."),
  logLevel: z.enum(["error", "warn", "info", "debug"]).default("info").describe("Least level that is logged."),
  observe: observeConfig.prefault({}).describe("What the process tells about itself, and to whom."),
});
export type AgentConfig = z.output<typeof AgentConfig>;

/** Reads and checks a JSON configuration file. @throws Error that names the field and what it should be */
export function readAgentConfig(path: string): AgentConfig {
  const parsed = AgentConfig.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (!parsed.success) throw new Error(`The agent's configuration ${path} is wrong.\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
