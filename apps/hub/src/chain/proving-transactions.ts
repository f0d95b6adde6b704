import { decode, type Event, EventType, LAYOUTS, Procedure } from "@qubix/contract";
import type { ReceiptDocument } from "@qubix/protocol";
import { equalBytes } from "@qubix/qubic";
import { attemptIn } from "./event-fields.ts";
import type { TickCall } from "./tick-calls.ts";

type ReceiptTransaction = ReceiptDocument["transactions"][number];

/** Which procedures can have caused an event of a type. */
const CAUSES: Partial<Record<number, readonly number[]>> = {
  [EventType.JobCreated]: [Procedure.CreateJob],
  [EventType.JobAssigned]: [Procedure.AssignJobs],
  [EventType.Committed]: [Procedure.CommitResults],
  [EventType.Revealed]: [Procedure.RevealResults],
  [EventType.JobToppedUp]: [Procedure.TopUpJob],
  [EventType.Settled]: [Procedure.AcceptResult, Procedure.CancelJob, Procedure.ClaimTimeout],
};

/** The transactions that caused a job's events, in their order, each once. What a sweep of the contract caused has none. */
export async function provingTransactions(
  events: Pick<Event, "type" | "tick" | "slot" | "other" | "key">[],
  requester: Uint8Array,
  specDigest: Uint8Array,
  callsOf: (tick: number) => Promise<TickCall[]>,
): Promise<ReceiptTransaction[]> {
  const found = new Map<string, ReceiptTransaction>();
  for (const event of events) {
    const causes = CAUSES[event.type];
    if (!causes) continue;
    for (const call of await callsOf(event.tick)) {
      if (!causes.includes(call.inputType) || !isCause(call, event, requester, specDigest)) continue;
      found.set(call.id, { procedure: procedureName(call.inputType), id: call.id, tick: call.tick });
    }
  }
  return [...found.values()];
}

/** What the runs of a job asked for in the transactions that revealed them, by attempt. */
export async function revealedCharges(
  events: Pick<Event, "type" | "tick" | "slot" | "other">[],
  callsOf: (tick: number) => Promise<TickCall[]>,
): Promise<Map<number, bigint>> {
  const charges = new Map<number, bigint>();
  for (const event of events) {
    if (event.type !== EventType.Revealed) continue;
    const attempt = attemptIn(event as Event);
    for (const { inputType, input } of await callsOf(event.tick)) {
      if (inputType !== Procedure.RevealResults) continue;
      const { items, count } = decode("RevealResults_input", fitted(input, "RevealResults_input"));
      const item = items.slice(0, count).find((one) => one.assignment === event.slot && one.attempt === attempt);
      if (item) charges.set(attempt, item.charge);
    }
  }
  return charges;
}

function isCause(
  call: TickCall,
  event: Pick<Event, "slot" | "other" | "key">,
  requester: Uint8Array,
  specDigest: Uint8Array,
): boolean {
  const isAttempt = (item: { assignment: number; attempt: number }) =>
    item.assignment === event.slot && item.attempt === attemptIn(event as Event);
  switch (call.inputType) {
    case Procedure.CreateJob: {
      const input = decode("CreateJob_input", fitted(call.input, "CreateJob_input"));
      return equalBytes(call.source, requester) && equalBytes(input.specDigest, specDigest);
    }
    case Procedure.AssignJobs: {
      const { items, count } = decode("AssignJobs_input", fitted(call.input, "AssignJobs_input"));
      return items.slice(0, count).some((item) => equalBytes(item.jobKey, event.key));
    }
    case Procedure.CommitResults: {
      const { items, count } = decode("CommitResults_input", fitted(call.input, "CommitResults_input"));
      return items.slice(0, count).some(isAttempt);
    }
    case Procedure.RevealResults: {
      const { items, count } = decode("RevealResults_input", fitted(call.input, "RevealResults_input"));
      return items.slice(0, count).some(isAttempt);
    }
    default:
      return equalBytes(decode("CancelJob_input", fitted(call.input, "CancelJob_input")).jobKey, event.key);
  }
}

/** The node cuts or pads an input of another size. */
export function fitted(input: Uint8Array, record: keyof typeof LAYOUTS): Uint8Array {
  const bytes = new Uint8Array(LAYOUTS[record].size);
  bytes.set(input.subarray(0, bytes.length));
  return bytes;
}

/** `CreateJob` for 10. */
export function procedureName(number: number): string {
  return Object.entries(Procedure).find(([, value]) => value === number)?.[0] ?? String(number);
}
