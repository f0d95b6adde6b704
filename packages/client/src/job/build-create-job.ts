import { call, jobKeyOf, NO_MODEL, NO_PROVIDER } from "@qubix/contract";
import { type JobSpec, readSpec } from "@qubix/protocol";
import { contractPublicKey, fromHex, type KeyPair, type SignedTransaction, signTransaction, toHex } from "@qubix/qubic";
import { freshNonce } from "../chain/call-contract.ts";
import type { UnsignedTransaction } from "../signing/signer.ts";

/** What the requester offers, and to whom. Amounts in QU. */
export interface JobTerms {
  /** Slot of the hub that may assign the job, and its fee. */
  hub: number;
  hubFee: bigint;
  /** Slot of the model, with its royalty as it stands on the chain. */
  model?: { slot: number; royalty: bigint };
  replicas: number;
  quorum: number;
  /** Most that one replica may cost. */
  priceCap: bigint;
  /** Pays each run what it used, at most its price; the rest comes back. Else a run costs its price. */
  metered?: boolean;
  /** For burning and the shareholders. */
  protocolFee: bigint;
  /** Slots of the providers that may take it; anybody if missing. */
  providers?: readonly number[];
  /** Least free stake of a provider, if any is asked for. */
  minStake?: bigint;
  bondedOnly?: boolean;
  start: "escrow-final" | "assigned" | "authorized";
  /** Tick by which everything must have been revealed. */
  deadline: number;
}

/** Where and when the job is created. */
export interface CreateJobContext {
  contractIndex: number;
  /** The tick now, and the network's offset. */
  tick: number;
  tickOffset: number;
  /** The contract's fee for CreateJob. */
  createFee: bigint;
  /** The requester's. */
  publicKey: Uint8Array;
  /** The same nonce makes the same job again. */
  nonce?: bigint;
}

/** A job that is ready to be handed to its hub. */
export interface PreparedJob {
  /** 64 hex digits. */
  key: string;
  spec: JobSpec;
  specDigest: string;
  /** What the contract will lock, and what the transaction carries. */
  escrow: bigint;
  amount: bigint;
  /** The ladder: the same call for three ticks; the hub sends the next when one's absence is proven. */
  transactions: SignedTransaction[];
}

/** A job before its transactions are signed. */
export type PlannedJob = Omit<PreparedJob, "transactions"> & { ladder: UnsignedTransaction[] };

const START = { "escrow-final": 0, assigned: 1, authorized: 2 } as const;
const ACCEPT = { ownList: 1, minimumStake: 2, bonded: 4 } as const;
/** Each rung must leave time for the proof that the one before is absent, on a busy machine and with quick ticks too. */
const RUNGS = [1, 5, 20];
/** The contract takes a `createBy` at most 256 ticks ahead of the tick that executes it; some are left for being late. */
const MAX_AHEAD = 240;

/** A job and its ladder, signed by a key pair that is at hand. @throws ProtocolError for a bad spec */
export function buildCreateJob(
  spec: unknown,
  terms: JobTerms,
  { keyPair, ...context }: Omit<CreateJobContext, "publicKey"> & { keyPair: KeyPair },
): PreparedJob {
  const { ladder, ...plan } = planCreateJob(spec, terms, { ...context, publicKey: keyPair.publicKey });
  return { ...plan, transactions: ladder.map((version) => signTransaction(version, keyPair)) };
}

/** A job and the ladder of CreateJob transactions that its requester has to sign. The spec may come from outside: it is
 * checked. @throws ProtocolError for a bad spec */
export function planCreateJob(spec: unknown, terms: JobTerms, context: CreateJobContext): PlannedJob {
  const { publicKey, contractIndex, tick, tickOffset, createFee } = context;
  const parsed = readSpec(spec);
  const specDigest = fromHex(parsed.digest);
  const nonce = context.nonce ?? freshNonce();
  const royalty = terms.model?.royalty ?? 0n;
  const escrow = BigInt(terms.replicas) * terms.priceCap + royalty + terms.hubFee + terms.protocolFee;
  const ticks = [...new Set(RUNGS.map((rung) => tick + Math.min(rung * tickOffset, MAX_AHEAD)))];
  const { inputType, input } = call.createJob({
    specDigest,
    nonce,
    createBy: ticks.at(-1)!,
    deadline: terms.deadline,
    hub: terms.hub,
    model: terms.model?.slot ?? NO_MODEL,
    replicas: terms.replicas,
    quorum: terms.quorum,
    acceptPolicy:
      (terms.providers ? ACCEPT.ownList : 0) |
      (terms.minStake ? ACCEPT.minimumStake : 0) |
      (terms.bondedOnly ? ACCEPT.bonded : 0),
    startPolicy: START[terms.start],
    undecidedPolicy: 0,
    metered: terms.metered ? 1 : 0,
    priceCap: terms.priceCap,
    royalty,
    hubFee: terms.hubFee,
    protocolFee: terms.protocolFee,
    minStake: terms.minStake ?? 0n,
    providers: Array.from({ length: 8 }, (_, i) => terms.providers?.[i] ?? NO_PROVIDER),
  });
  const amount = escrow + createFee;
  const transaction = { destination: contractPublicKey(contractIndex), amount, inputType, input };
  return {
    key: toHex(jobKeyOf(publicKey, specDigest, nonce)),
    spec: parsed.spec,
    specDigest: parsed.digest,
    escrow,
    amount,
    ladder: ticks.map((at) => ({ ...transaction, tick: at })),
  };
}
