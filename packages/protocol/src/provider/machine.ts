import { z } from "zod";
import { BlobDigest } from "../schema/primitives.ts";
import { MachineAsks } from "./asks.ts";

/** What an agent says about its machine when it connects. */
export const MachineDescription = z.strictObject({
  /** Chosen by the agent, kept across restarts. */
  id: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/),
  cores: z.int().min(1).max(4096),
  memoryMiB: z.int().min(1).max(0xffff_ffff),
  kinds: z.array(z.enum(["wasm", "onnx"])).min(1),
  /** Digests of the runtimes it has, for bit-exact kinds. */
  runtimes: z.array(BlobDigest).max(32),
  /** How many attempts it runs side by side. */
  slots: z.int().min(1).max(1024),
  region: z
    .string()
    .regex(/^[a-z0-9-]{1,32}$/)
    .optional(),
  /** Measured by the agent's self-test: wasm instructions per microsecond. */
  speed: z.int().min(0).max(1_000_000).optional(),
  /** What it asks for its work; without it, the provider's minimum price for each run. */
  asks: MachineAsks.optional(),
  version: z.string().max(32),
  /** Newest version of the protocol that its agent speaks. */
  protocol: z.int().min(1),
  /** Oldest one that it still speaks; missing: only the newest. */
  oldestProtocol: z.int().min(1).optional(),
});
export type MachineDescription = z.infer<typeof MachineDescription>;
