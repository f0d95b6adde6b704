import { z } from "zod";
import type { Session } from "../context/session.ts";
import { CliError } from "../output/cli-error.ts";
import { EXIT } from "../output/exit-codes.ts";

const TIMEOUT_MS = 60_000;

/** Where a devnet stands. */
export const DevnetStatus = z.object({
  tick: z.int(),
  epoch: z.int(),
  initialTick: z.int(),
  faucet: z.string(),
  pooledTransactions: z.int(),
  halted: z.string().nullable(),
});
export type DevnetStatus = z.infer<typeof DevnetStatus>;

/** What a gift of the faucet's is sent with. */
export const FaucetGift = z.object({ transactionId: z.string(), tick: z.int() });

/** Asks the profile's devnet for what only a devnet can do. @throws CliError NOT_A_DEVNET, NODE_UNREACHABLE, DEVNET_REFUSED */
export async function askDevnet<T extends z.ZodType>(
  session: Session,
  [method, path]: ["GET" | "POST", string],
  answer: T,
  body?: object,
): Promise<z.infer<T>> {
  const [rpc] = session.profile.network.rpc ?? [];
  if (rpc === undefined) throw noDevnet();
  let response: Response;
  try {
    response = await fetch(`${rpc}/devnet/v1/${path}`, {
      method,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
  } catch (error) {
    const hint = "Start it: `qubix devnet start`, or a whole network: `qubix up`.";
    const message = `The devnet at ${rpc} does not answer: ${(error as Error).message}`;
    throw new CliError("NODE_UNREACHABLE", message, hint, EXIT.unreachable);
  }
  if (response.status === 404) throw noDevnet();
  const value: unknown = await response.json().catch(() => undefined);
  const parsed = answer.safeParse(value);
  if (response.ok && parsed.success) return parsed.data;
  const told = z.object({ message: z.string() }).safeParse(value);
  const message = told.success ? told.data.message : `The devnet answered with status ${response.status}.`;
  throw new CliError("DEVNET_REFUSED", message, "Look at `qubix devnet status`.", EXIT.refused);
}

function noDevnet(): CliError {
  const hint = "Use the profile of one: `qubix config list`; or start one: `qubix devnet start`.";
  return new CliError("NOT_A_DEVNET", "This network is no devnet: nobody can make its ticks or money.", hint);
}
