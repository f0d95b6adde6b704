import { observeConfig } from "@qubix/observe";
import { z } from "zod";

const count = z.number().int().min(1);
const port = z.number().int().max(65_535);

const address = z.strictObject({
  host: z.string().min(1).describe("Name or address."),
  port: port.min(1).describe("Port of the node's protocol."),
});
const listen = z
  .strictObject({
    host: z.string().default("127.0.0.1").describe("Address to listen on."),
    port: port.min(0).default(0).describe("Port; 0 takes a free one."),
  })
  .prefault({});

const limits = z
  .strictObject({
    connections: count.max(1024).default(64).describe("Node connections at once."),
    connectionsPerAddress: count.max(1024).default(8).describe("Node connections at once of one address."),
    frameMs: count.min(10).default(30_000).describe("A frame that began must be complete within this time."),
    strikes: count.default(3).describe("Refused messages after which a node is hung up on."),
    queue: count.max(4096).default(256).describe("Bundles waiting for verification, for all nodes together."),
    recent: count.max(16_384).default(512).describe("Verified bundles kept for subscribers that come back."),
    subscribers: count.max(4096).default(64).describe("Hubs that may subscribe at once."),
    subscriberBytes: count
      .min(65_536)
      .default(1_048_576)
      .describe("Bytes on their way to one subscriber before it has to wait."),
    subscriberStallMs: count
      .min(100)
      .default(30_000)
      .describe("A subscriber that takes nothing for this long is hung up on."),
  })
  .prefault({});

/** Configuration of an OC machine; parsed once, at boot. */
export const ocMachineConfigSchema = z.strictObject({
  nodeListen: listen.describe("Where nodes dial in (a real node uses its own port number, 21841)."),
  hubListen: listen.describe("Where hubs subscribe: ws://host:port/v1/bundles."),
  allowedNodes: z
    .array(z.string())
    .optional()
    .describe("Addresses that may connect as nodes; anyone when missing (every bundle is verified anyway)."),
  nodes: z.array(address).min(1).max(16).describe("Nodes asked for the computor list."),
  arbitrator: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "must be 64 lowercase hex digits")
    .describe("Public key of the network's arbitrator, 64 hex digits."),
  limits: limits.describe("What nodes and subscribers may take of it."),
  logLevel: z.enum(["error", "warn", "info", "debug"]).default("info").describe("Least level that is logged."),
  observe: observeConfig.prefault({}).describe("What the process tells about itself, and to whom."),
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
