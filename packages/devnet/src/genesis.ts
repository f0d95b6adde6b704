import { createHash } from "node:crypto";
import { encodeField, LAYOUTS } from "@qubix/contract";
import { publicKeyFromIdentity } from "@qubix/qubic";
import { DevnetError } from "./devnet-error.ts";
import type { DevnetContract, DevnetOptions } from "./devnet-options.ts";
import type { ChainState } from "./execution/chain-state.ts";
import type { ContractHost } from "./execution/contract-host.ts";

export const GENESIS_EPOCH = 100;
export const GENESIS_TICK = 10_000_000;
export const DEFAULT_CONTRACT_INDEX = 29;
const DEFAULT_FEE_RESERVE = 10n ** 9n;
const FAUCET_AMOUNT = 10n ** 14n;
/** Computors need a balance: a pool takes nothing from senders without one. */
const COMPUTOR_AMOUNT = 10n ** 9n;

/** Names what a chain is made of, so that a saved one isn't continued as another. */
export function genesisId({ seed = "devnet", accounts = [], contract }: DevnetOptions): string {
  const parts = {
    seed,
    accounts: accounts.map(({ identity, amount }) => [identity, String(amount)]),
    contract: contract && {
      wasm: createHash("sha256").update(contract.wasm).digest("hex"),
      index: contract.index ?? DEFAULT_CONTRACT_INDEX,
      config: Object.entries(contract.config ?? {}).map(([name, value]) => [name, String(value)]),
      feeReserve: String(contract.feeReserve ?? DEFAULT_FEE_RESERVE),
    },
  };
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

/** Gives out what exists at genesis. */
export function fundGenesis({ spectrum, computors, tick }: ChainState, { accounts = [] }: DevnetOptions): void {
  spectrum.increase(computors.faucet.publicKey, FAUCET_AMOUNT, tick);
  for (const computor of computors.publicKeys) spectrum.increase(computor, COMPUTOR_AMOUNT, tick);
  for (const { identity, amount } of accounts) spectrum.increase(publicKeyFromIdentity(identity), amount, tick);
}

/** Constructs the contract: INITIALIZE, then what this network configures otherwise. */
export function initializeContract(host: ContractHost, { config = {}, feeReserve }: DevnetContract): void {
  host.reserve = feeReserve ?? DEFAULT_FEE_RESERVE;
  host.system("INITIALIZE");
  for (const [name, value] of Object.entries(config)) patchConfig(host, name, value);
}

function patchConfig(host: ContractHost, name: string, value: number | string | bigint): void {
  const type = LAYOUTS.Config.fields.find(([field]) => field === name)?.[2];
  if (type === undefined) {
    const known = LAYOUTS.Config.fields.map(([field]) => field).join(", ");
    throw new DevnetError("UNKNOWN_CONFIG", `The contract's configuration has no ${name}; it has ${known}.`);
  }
  const wide = type === "sint64" || type === "uint64";
  const { offset, bytes } = encodeField("Config", name as never, (wide ? BigInt(value) : Number(value)) as never);
  // The configuration is the first field of the contract's state.
  host.instance.patchState(offset, bytes);
}
