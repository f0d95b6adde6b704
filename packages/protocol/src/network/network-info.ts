import { z } from "zod";
import { Amount, Identity, Uint16, Uint32 } from "../schema/primitives.ts";
import { NetworkDefinition } from "./network-definition.ts";

/** What a hub says about itself and its network: `GET /network`. */
export const NetworkInfo = z.object({
  network: NetworkDefinition,
  hub: z.object({
    slot: Uint16,
    /** Owner on the chain. */
    identity: Identity,
    /** Key that assigns. */
    hot: Identity,
    /** Least hub fee in QU that a job must name. */
    fee: Amount,
    paused: z.boolean(),
  }),
  /** The contract's configuration by name; 64-bit values as decimal strings. */
  contractConfig: z.record(z.string(), z.union([z.int(), z.string()])),
  chain: z.object({
    epoch: Uint16,
    tick: Uint32,
    /** True when no tick came for long. */
    halted: z.boolean(),
  }),
  versions: z.object({ hub: z.string(), protocol: z.int(), oldestProtocol: z.int().optional() }),
  /** QU that one ask of `POST /faucet` brings, where this network has a faucet. */
  faucet: z.object({ amount: Amount }).optional(),
  limits: z.object({ blobBytes: z.int(), specBytes: z.int() }),
});
export type NetworkInfo = z.infer<typeof NetworkInfo>;
