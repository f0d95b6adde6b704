import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** Identities and what each has when the chain begins, in QU. */
export type Genesis = [identity: string, amount: bigint][];

/**
 * What the chain of this folder began with. It is written at the first start and read at each later one: a chain can't be
 * continued from another genesis, but its network may have more providers by then.
 */
export function keptGenesis(file: string, first: () => Genesis): Genesis {
  if (existsSync(file)) {
    const entries: [string, string][] = JSON.parse(readFileSync(file, "utf8"));
    return entries.map(([identity, amount]) => [identity, BigInt(amount)]);
  }
  const genesis = first();
  const entries = genesis.map(([identity, amount]) => [identity, String(amount)]);
  writeFileSync(file, `${JSON.stringify(entries, null, 2)}\n`, { mode: 0o600 });
  return genesis;
}
