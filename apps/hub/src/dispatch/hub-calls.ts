import { type Config, type ContractCall, call, NO_SLOT, OC_FEE } from "@qubix/contract";
import type { AttemptRecord, IntentRecord, JobRecord } from "@qubix/market";
import { fromHex } from "@qubix/qubic";
import { z } from "zod";

/** What the hub's own intents carry; read back from the database, so checked again. */
const leaseItem = z.object({ assignment: z.number().int(), attempt: z.number().int(), leaseTicks: z.number().int() });
export const assignPayload = z.object({ leaseTicks: z.number().int(), attempts: z.array(z.number().int()) });
export const renewPayload = z.object({ items: z.array(leaseItem) });
export const revokePayload = z.object({ assignment: z.number().int(), attempt: z.number().int() });
export const reissuePayload = z.object({ batch: z.number().int() });

/** Items that one transaction can carry. */
export const ASSIGN_ITEMS = 16;
export const RENEW_ITEMS = 64;

export interface HubCall extends ContractCall {
  /** QU attached. */
  amount: bigint;
}

/** What an AssignJobs intent needs besides its payload. */
export interface AssignRows {
  attempts: AttemptRecord[];
  jobs: Map<string, JobRecord>;
}

/** The call that an intent of the hub asks for. Attached amounts are what the contract's configuration asks for now. */
export function hubCall(intent: IntentRecord, nonce: bigint, config: Config, rows: AssignRows): HubCall {
  const amount = config.callFee;
  switch (intent.procedure) {
    case "AssignJobs":
      return { ...assignJobs(intent, nonce, rows), amount };
    case "RenewLeases": {
      const { items } = renewPayload.parse(intent.payload);
      const input = { items: padded(items, RENEW_ITEMS, NO_LEASE), count: items.length, nonce };
      return { ...call.renewLeases(input), amount };
    }
    case "RevokeAssignment":
      return { ...call.revokeAssignment({ ...revokePayload.parse(intent.payload), nonce }), amount };
    case "ReissueBatch":
      return { ...call.reissueBatch({ ...reissuePayload.parse(intent.payload), nonce }), amount: amount + OC_FEE };
    default:
      throw new Error(`The hub does not sign ${intent.procedure}.`);
  }
}

const NO_LEASE = { assignment: NO_SLOT, attempt: 0, leaseTicks: 0 };
const NO_ITEM = { jobKey: new Uint8Array(32), price: 0n, jobSlot: NO_SLOT, leaseTicks: 0, provider: 0xffff };

function assignJobs(intent: IntentRecord, nonce: bigint, { attempts, jobs }: AssignRows): ContractCall {
  const { leaseTicks } = assignPayload.parse(intent.payload);
  const items = attempts.flatMap(({ jobKey, price, provider, state }) => {
    const jobSlot = jobs.get(jobKey)?.slot;
    if (state !== "reserved" || jobSlot === undefined) return [];
    return [{ jobKey: fromHex(jobKey), price, jobSlot, leaseTicks, provider }];
  });
  return call.assignJobs({ items: padded(items, ASSIGN_ITEMS, NO_ITEM), count: items.length, nonce });
}

function padded<T>(items: T[], length: number, nothing: T): T[] {
  return Array.from({ length }, (_, index) => items[index] ?? nothing);
}
