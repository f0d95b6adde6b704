import type { ContractReader } from "@qubix/contract";
import { AssignmentState, type Event, EventType, NO_INDEX, query } from "@qubix/contract";
import type { BatchRecord, ChainModelRecord, HubRecord, ProviderRecord } from "@qubix/market";
import type { ReceiptDocument } from "@qubix/protocol";
import { toHex } from "@qubix/qubic";
import { attemptIn, jobKeyIn, providerIn } from "./event-fields.ts";
import { batchRecord, hubRecord, modelRecord, providerRecord } from "./records.ts";

/** What an assignment's slot says beyond its event. */
export interface AssignmentDetail {
  leaseUntil: number;
  expiry: number;
  batch: number;
  leafIndex: number;
}

export interface RevealDetail {
  resultDigest: string;
  ciphertextDigest: string;
  maskedKey: string;
  /** What it asked for, if the job is metered; else its price. */
  charge: bigint;
}

/** What top-ups change of a job. */
export interface TermsDetail {
  priceCap: bigint;
  protocolFee: bigint;
  escrow: bigint;
  deadline: number;
}

/** State that the contract's functions tell about events; read before the database transaction that uses it. */
export interface EventDetails {
  /** By `attemptId`. */
  assignments: Map<string, AssignmentDetail>;
  reveals: Map<string, RevealDetail>;
  /** Commitments, hex. */
  commitments: Map<string, string>;
  /** By job key. */
  terms: Map<string, TermsDetail>;
  receipts: Map<string, ReceiptDocument>;
  providers: ProviderRecord[];
  hubs: HubRecord[];
  models: ChainModelRecord[];
  batches: BatchRecord[];
  configChanged: boolean;
}

export function attemptId(jobKey: string, attempt: number): string {
  return `${jobKey}:${attempt}`;
}

const PROVIDER_EVENTS: readonly number[] = [
  EventType.ProviderRegistered,
  EventType.ProviderUpdated,
  EventType.UnstakeRequested,
  EventType.Unstaked,
];
const ATTEMPT_EVENTS: readonly number[] = [
  EventType.JobAssigned,
  EventType.AttemptEnded,
  EventType.ProviderPaid,
  EventType.ProviderSlashed,
];
const HUB_EVENTS: readonly number[] = [EventType.HubRegistered, EventType.HubUpdated, EventType.HubWithdrawn];
const MODEL_EVENTS: readonly number[] = [
  EventType.ModelPublished,
  EventType.ModelUpdated,
  EventType.AccessPriced,
  EventType.AccessBought,
];
const BATCH_EVENTS: readonly number[] = [EventType.BatchFlushed, EventType.BatchAuthorized, EventType.BatchFailed];

/**
 * Reads what events leave out. Only for jobs in `own`: other hubs' jobs are none of ours. A slot can have been given to
 * somebody else since the event; such details are left out, and nothing depends on them.
 */
export async function collectDetails(
  reader: ContractReader,
  events: Event[],
  own: Set<string>,
  buildReceipt: (jobKey: string) => Promise<ReceiptDocument | undefined>,
): Promise<EventDetails> {
  const details = emptyDetails();
  const tasks: Promise<void>[] = [];
  const slots = slotsTouched(events);
  for (const event of events) {
    const key = jobKeyIn(event);
    if (!own.has(key)) continue;
    if (event.type === EventType.JobAssigned) tasks.push(readAssignment(reader, event, details));
    if (event.type === EventType.Committed) tasks.push(readCommitment(reader, event, details));
    if (event.type === EventType.Revealed) tasks.push(readReveal(reader, event, details));
    if (event.type === EventType.JobToppedUp) tasks.push(readTerms(reader, event, details));
    if (event.type === EventType.Settled)
      tasks.push(buildReceipt(key).then((receipt) => void (receipt && details.receipts.set(key, receipt))));
  }
  for (const slot of slots.providers) tasks.push(readProvider(reader, slot, details));
  for (const slot of slots.hubs)
    tasks.push(
      query
        .getHub(reader, { identity: ZERO, hub: slot })
        .then((hub) => void details.hubs.push(hubRecord(slot, hub.record))),
    );
  for (const slot of slots.models)
    tasks.push(
      query
        .getModel(reader, { digest: ZERO, model: slot })
        .then((model) => void details.models.push(modelRecord(slot, model.record))),
    );
  for (const batch of slots.batches)
    tasks.push(
      query.getBatch(reader, { batch }).then((output) => {
        const record = batchRecord(output);
        if (record) details.batches.push(record);
      }),
    );
  details.configChanged = events.some((event) => event.type === EventType.ConfigChanged);
  await Promise.all(tasks);
  return details;
}

const ZERO = new Uint8Array(32);

export function emptyDetails(): EventDetails {
  return {
    assignments: new Map(),
    reveals: new Map(),
    commitments: new Map(),
    terms: new Map(),
    receipts: new Map(),
    providers: [],
    hubs: [],
    models: [],
    batches: [],
    configChanged: false,
  };
}

function slotsTouched(events: Event[]) {
  const slots = {
    providers: new Set<number>(),
    hubs: new Set<number>(),
    models: new Set<number>(),
    batches: new Set<number>(),
  };
  for (const event of events) {
    if (PROVIDER_EVENTS.includes(event.type)) slots.providers.add(event.slot);
    if (ATTEMPT_EVENTS.includes(event.type)) slots.providers.add(providerIn(event));
    if (HUB_EVENTS.includes(event.type)) slots.hubs.add(event.slot);
    if (MODEL_EVENTS.includes(event.type)) slots.models.add(event.slot);
    if (BATCH_EVENTS.includes(event.type)) slots.batches.add(event.slot);
  }
  return slots;
}

async function readAssignment(reader: ContractReader, event: Event, details: EventDetails): Promise<void> {
  const { record, jobKey } = await query.getAssignment(reader, { assignment: event.slot });
  if (record.attempt !== attemptIn(event) || toHex(jobKey) !== jobKeyIn(event)) return;
  const { leaseUntil, expiry, batch, leafIndex } = record;
  details.assignments.set(attemptId(jobKeyIn(event), record.attempt), { leaseUntil, expiry, batch, leafIndex });
}

async function readCommitment(reader: ContractReader, event: Event, details: EventDetails): Promise<void> {
  const { record, jobKey } = await query.getAssignment(reader, { assignment: event.slot });
  const same = record.attempt === attemptIn(event) && toHex(jobKey) === jobKeyIn(event);
  if (same && record.state === AssignmentState.Committed)
    details.commitments.set(attemptId(jobKeyIn(event), record.attempt), toHex(record.digest));
}

/** The slot of a run that was paid at once is free by now, but says what it held until another run takes it. */
async function readReveal(reader: ContractReader, event: Event, details: EventDetails): Promise<void> {
  const attempt = attemptIn(event);
  const [{ record, found, jobKey }, reveal] = await Promise.all([
    query.getAssignment(reader, { assignment: event.slot }),
    query.getReveal(reader, { jobKey: event.key, attempt }),
  ]);
  if (!reveal.found || record.attempt !== attempt || record.provider !== providerIn(event)) return;
  if (found && toHex(jobKey) !== jobKeyIn(event)) return;
  details.reveals.set(attemptId(jobKeyIn(event), attempt), {
    resultDigest: toHex(record.digest),
    ciphertextDigest: toHex(reveal.record.ciphertextDigest),
    maskedKey: toHex(reveal.record.maskedKey),
    charge: record.charge,
  });
}

async function readTerms(reader: ContractReader, event: Event, details: EventDetails): Promise<void> {
  const { found, record, escrow } = await query.getJob(reader, { jobKey: event.key, jobSlot: event.slot });
  const { priceCap, protocolFee, deadline } = record;
  if (found) details.terms.set(jobKeyIn(event), { priceCap, protocolFee, escrow, deadline });
}

async function readProvider(reader: ContractReader, slot: number, details: EventDetails): Promise<void> {
  const { record } = await query.getProvider(reader, { identity: ZERO, provider: slot });
  details.providers.push(providerRecord(slot, record));
}

/** The receipt of a job that was settled; undefined when the contract no longer keeps it. */
export async function readReceipt(reader: ContractReader, jobKey: Uint8Array) {
  const output = await query.getReceipt(reader, { jobKey, index: NO_INDEX });
  return output.found ? output.receipt : undefined;
}
