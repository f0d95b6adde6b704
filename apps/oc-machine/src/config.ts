import { z } from "zod";

const address = z.strictObject({ host: z.string().min(1), port: z.number().int().min(1).max(65_535) });
const listen = z.strictObject({
  host: z.string().default("127.0.0.1"),
  /** 0 takes a free port. */
  port: z.number().int().min(0).max(65_535).default(0),
});

/** Configuration of an OC machine; parsed once, at boot. */
export const ocMachineConfigSchema = z.strictObject({
  /** Where nodes dial in (a real node uses its own port number, 21841). */
  nodeListen: listen.prefault({}),
  /** Where hubs subscribe: ws://host:port/v1/bundles. */
  hubListen: listen.prefault({}),
  /** Addresses that may connect as nodes; anyone when absent (every bundle is verified anyway). */
  allowedNodes: z.array(z.string()).optional(),
  /** Nodes asked for the computor list. */
  nodes: z.array(address).min(1).max(16),
  /** Public key of the network's arbitrator, 64 hex digits. */
  arbitrator: z.string().regex(/^[0-9a-f]{64}$/, "must be 64 lowercase hex digits"),
  limits: z
    .strictObject({
      /** Node connections at once, and of one address. */
      connections: z.number().int().min(1).max(1024).default(64),
      connectionsPerAddress: z.number().int().min(1).max(1024).default(8),
      /** A frame that began must be complete within this time. */
      frameMs: z.number().int().min(10).default(30_000),
      /** Refused messages after which a node is hung up on. */
      strikes: z.number().int().min(1).default(3),
      /** Bundles waiting for verification, for all nodes together. */
      queue: z.number().int().min(1).max(4096).default(256),
      /** Verified bundles kept for subscribers that come back. */
      recent: z.number().int().min(1).max(16_384).default(512),
      subscribers: z.number().int().min(1).max(4096).default(64),
      /** Bytes on their way to one subscriber before it has to wait. */
      subscriberBytes: z.number().int().min(65_536).default(1_048_576),
      /** A subscriber that takes nothing for this long is hung up on. */
      subscriberStallMs: z.number().int().min(100).default(30_000),
    })
    .prefault({}),
});

export type OcMachineConfig = z.output<typeof ocMachineConfigSchema>;
/** What a caller writes: fields with defaults may be left out. */
export type OcMachineOptions = z.input<typeof ocMachineConfigSchema>;

/** @throws Error that names the field and what it should be */
export function parseConfig(input: unknown): OcMachineConfig {
  const parsed = ocMachineConfigSchema.safeParse(input);
  if (!parsed.success) throw new Error(`The OC machine's configuration is wrong.\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
