import { z } from "zod";
import { Identity, label, Uint16 } from "../schema/primitives.ts";

/** A node that speaks the Qubic protocol over TCP. Nodes with different operators count as independent. */
export const NodeAddress = z.strictObject({
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65_535),
  operator: label(64).optional(),
});

/** A network as plain data: devnet, testnet, mainnet, or a file of one's own. */
export const NetworkDefinition = z.strictObject({
  /** Short id; it is part of what requests sign. */
  id: z.string().regex(/^[a-z0-9-]{1,32}$/),
  name: label(64),
  nodes: z.array(NodeAddress).min(1).max(16),
  /** Base addresses of the node's HTTP interface, without `/live/v1`. */
  rpc: z.array(z.url()).max(8).optional(),
  contract: z.strictObject({
    index: Uint16,
    /** Values that differ from the contract's own, by their names in its config; used at the genesis of a devnet. */
    config: z.record(z.string(), z.union([z.int(), z.string()])).optional(),
  }),
  ocInterface: Uint16,
  /** Identity that signs the list of computors. */
  arbitrator: Identity,
  /** How many ticks ahead of the current one transactions are signed. */
  tickOffset: z.int().min(1).max(64),
  /** Typical milliseconds between ticks. */
  tickMs: z.int().min(1),
  /** Base addresses of known hubs. */
  hubs: z.array(z.url()).max(64).optional(),
});
export type NetworkDefinition = z.infer<typeof NetworkDefinition>;
