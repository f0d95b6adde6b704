import type { JobTerms } from "@qubix/client";
import { query } from "@qubix/contract";
import type { Command } from "commander";
import { Option } from "commander";
import { parseAmount, parseWhole } from "../context/amount.ts";
import { findProviderBy } from "../context/find-provider.ts";
import type { Session } from "../context/session.ts";

/** What `job submit` takes to describe what is offered, and to whom. */
export interface TermsOptions {
  replicas: number;
  quorum?: number;
  /** 1,000 QU if missing, unless an estimate suggests one. */
  priceCap?: string;
  metered?: boolean;
  providers?: string;
  minStake?: string;
  bonded?: boolean;
  start: JobTerms["start"];
  /** Ticks from now. */
  deadline: number;
  protocolFee?: string;
}

const BASIS_POINTS = 10_000n;
const DEFAULT_CAP = 1_000n;

/** Adds the options that describe the offer. */
export function termsOptions(command: Command): Command {
  const start = new Option("--start <policy>", "when a machine may begin: once the escrow is final, the contract knows")
    .choices(["escrow-final", "assigned", "authorized"])
    .default("escrow-final");
  return command
    .option("--replicas <n>", "how many providers run it", parseWhole("--replicas", 1, 7), 1)
    .option("--quorum <n>", "how many must agree (default: more than half)", parseWhole("--quorum", 1, 7))
    .option("--price-cap <amount>", "most that one run may cost (default: 1000, or what an estimate suggests)")
    .option("--metered", "pay each run what it uses, up to its price; the rest comes back")
    .option("--providers <list>", "only these: slots, identities or wallets, with commas")
    .option("--min-stake <amount>", "only providers with at least so much free stake")
    .option("--bonded", "only bonded providers")
    .addOption(start)
    .option(
      "--deadline <ticks>",
      "ticks from now by which it must be done",
      parseWhole("--deadline", 1, 10_000_000),
      20_000,
    )
    .option("--protocol-fee <amount>", "burned and for the shareholders (default: the least)");
}

/** The offer, with what hub, model and contract ask for. */
export async function readTerms(
  session: Session,
  options: TermsOptions,
  modelSlot: number | undefined,
  suggestedCap?: bigint,
): Promise<Omit<JobTerms, "deadline">> {
  const [{ hub }, { config }] = await Promise.all([
    session.hub.call("getNetwork", {}),
    query.getConfig(session.contract, {}),
  ]);
  const { replicas, quorum = Math.floor(replicas / 2) + 1, start, bonded, minStake } = options;
  const priceCap = options.priceCap === undefined ? (suggestedCap ?? DEFAULT_CAP) : parseAmount(options.priceCap);
  const least = ceilShare(BigInt(replicas) * priceCap, BigInt(config.minProtocolFeeBps));
  const protocolFee = options.protocolFee ? parseAmount(options.protocolFee) : least;
  const providers = options.providers ? await slotsOf(session, options.providers) : undefined;
  return {
    hub: hub.slot,
    hubFee: BigInt(hub.fee),
    ...(modelSlot !== undefined && { model: await modelTerms(session, modelSlot) }),
    replicas,
    quorum,
    priceCap,
    ...(options.metered && { metered: true }),
    protocolFee,
    ...(providers && { providers }),
    ...(minStake && { minStake: parseAmount(minStake) }),
    ...(bonded && { bondedOnly: true }),
    start,
  };
}

/** Slots of the providers that a list names, by slot, identity or wallet. */
export async function slotsOf(session: Session, list: string): Promise<number[]> {
  const names = list.split(",").map((name) => name.trim());
  return Promise.all(names.map(async (name) => (await findProviderBy(session, name)).provider));
}

async function modelTerms(session: Session, slot: number): Promise<{ slot: number; royalty: bigint }> {
  const { record } = await query.getModel(session.contract, { digest: new Uint8Array(32), model: slot });
  return { slot, royalty: record.royalty };
}

function ceilShare(amount: bigint, basisPoints: bigint): bigint {
  return (amount * basisPoints + BASIS_POINTS - 1n) / BASIS_POINTS;
}
