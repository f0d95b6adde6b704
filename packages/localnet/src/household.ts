import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Account, accountInFile } from "./account.ts";
import { type Genesis, keptGenesis } from "./genesis-file.ts";
import type { LocalnetOptions, ProviderPlan } from "./localnet-options.ts";

/** Everybody on a local network, and where what is theirs lies. */
export interface Household {
  folder: string;
  logs: string;
  /** File with an account's seed. */
  seedFile(name: string): string;
  people: Record<string, Account>;
  hubOwner: Account;
  hubHot: Account;
  providers: { plan: ProviderPlan; owner: Account; hot: Account }[];
  /** What everybody starts with, in QU. */
  balances: [Account, bigint][];
  /** What the chain began with: the balances of the first start, whoever has come since. */
  genesis: Genesis;
}

/** What owners and hot keys have at the start for fees, beside stake and bond. */
const POCKET_MONEY = 10_000_000n;
export const HUB_BOND = 100_000_000n;

/** Makes the folder and the seeds in it, or reads them again. */
export function openHousehold({ folder, accounts, providers: plans }: LocalnetOptions): Household {
  for (const path of ["keys", "logs"]) mkdirSync(join(folder, path), { recursive: true, mode: 0o700 });
  const seedFile = (name: string) => join(folder, "keys", `${name}.seed`);
  const account = (name: string) => accountInFile(seedFile(name));
  const people = Object.fromEntries(Object.keys(accounts).map((name) => [name, account(name)]));
  const [hubOwner, hubHot] = [account("hub-owner"), account("hub-hot")];
  const providers = plans.map((plan) => ({
    plan,
    owner: account(`${plan.name}-owner`),
    hot: account(`${plan.name}-hot`),
  }));
  const balances: [Account, bigint][] = [
    [hubOwner, HUB_BOND + POCKET_MONEY],
    [hubHot, POCKET_MONEY],
    ...Object.entries(accounts).map(([name, amount]): [Account, bigint] => [people[name]!, amount]),
    ...providers.flatMap(({ plan, owner, hot }): [Account, bigint][] => [
      [owner, plan.stake + POCKET_MONEY],
      [hot, POCKET_MONEY],
    ]),
  ];
  const genesis = keptGenesis(join(folder, "genesis.json"), () => balances.map(([one, qu]) => [one.identity, qu]));
  return { folder, logs: join(folder, "logs"), seedFile, people, hubOwner, hubHot, providers, balances, genesis };
}
