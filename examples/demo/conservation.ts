import { type ContractReader, query, type Totals } from "@qubix/contract";
import { contractPublicKey, publicKeyFromIdentity, type TcpClient } from "@qubix/qubic";

/** Where all the money of the network is, asked from a node. Amounts in QU. */
export interface MoneySnapshot {
  /** What all accounts have, without the contract. */
  balances: bigint;
  /** What the contract has. */
  holds: bigint;
  /** What the contract owes, by its own sums. */
  owes: bigint;
  /** What the network says exists altogether. */
  supply: bigint;
  totals: Totals;
}

/** Asks the node for every account; all in one tick, or once more. */
export async function takeSnapshot(
  node: TcpClient,
  contract: ContractReader,
  identities: string[],
): Promise<MoneySnapshot> {
  for (;;) {
    const before = await node.tickInfo();
    const [entities, own, state, system] = await Promise.all([
      Promise.all(identities.map((identity) => node.entity(publicKeyFromIdentity(identity)))),
      node.entity(contractPublicKey(contract.contractIndex)),
      query.getTotals(contract, {}),
      node.systemInfo(),
    ]);
    const after = await node.tickInfo();
    if (after.tick !== before.tick) continue;
    const balances = entities.reduce((sum, { balance }) => sum + balance, 0n);
    return { balances, holds: own.balance, owes: state.owes, supply: system.totalAmount, totals: state.totals };
  }
}

/** What is wrong with the money between two snapshots; nothing when all of it is accounted for. */
export function lostMoney(start: MoneySnapshot, end: MoneySnapshot): string[] {
  const wrong: string[] = [];
  const expect = (what: string, found: bigint, expected: bigint) => {
    if (found !== expected) wrong.push(`${what}: ${found} QU, expected ${expected} QU`);
  };
  expect("the contract holds what it owes", end.holds, end.owes);
  expect("locked sums make up what it owes", locked(end.totals), end.owes);
  expect("accounts and contract make up the supply", end.balances + end.holds, end.supply);
  expect(
    "balances, stakes, bonds and escrows, less what was burned",
    everything(end),
    everything(start) - burned(start, end),
  );
  return wrong;
}

/** What was burned between two snapshots: by the contract, and as fees of invocations. */
export function burned(start: MoneySnapshot, end: MoneySnapshot): bigint {
  return end.totals.burned + end.totals.ocFees - start.totals.burned - start.totals.ocFees;
}

/** All balances with all that is locked in the contract. */
export function everything({ balances, totals }: MoneySnapshot): bigint {
  return balances + locked(totals);
}

function locked({ escrow, stakes, bonds, channels, revenue, operations }: Totals): bigint {
  return escrow + stakes + bonds + channels + revenue + operations;
}
