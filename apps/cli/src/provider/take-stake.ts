import { type ContractCaller, callContract, callFee, freshNonce } from "@qubix/client";
import { type ContractCall, call, contractReader, NO_PROVIDER, type Provider, query } from "@qubix/contract";
import { quText } from "../output/printer.ts";

const POLL_MS = 1_000;

/** What is to be done next on the way out. */
export type Step = "pause" | "finish" | "request" | "wait" | "unstake";

/** The next step of a provider that leaves; each is taken only where it is still to be done. @param tick the tick now */
export function nextStep(
  record: Pick<Provider, "paused" | "live" | "stake" | "unstaking" | "unstakeAt">,
  tick: number,
): Step {
  if (record.paused === 0) return "pause";
  if (record.live > 0) return "finish";
  if (record.unstaking !== record.stake) return "request";
  return tick < record.unstakeAt ? "wait" : "unstake";
}

/**
 * Pauses the caller's provider, waits for its attempts and for the stake's time, and takes the stake.
 * @returns what was paid out, in QU; 0 when it is no provider any more
 */
export async function takeStake(caller: ContractCaller, tell: (what: string) => void): Promise<bigint> {
  const reader = contractReader(caller.node, caller.contractIndex);
  const find = () => query.getProvider(reader, { identity: caller.keyPair.publicKey, provider: NO_PROVIDER });
  let paidOut = 0n;
  let told: Step | undefined;
  for (let { found, record } = await find(); found; { found, record } = await find()) {
    const { tick } = await caller.node.tickInfo();
    const step = nextStep(record, tick);
    if (step !== told) tell(TEXTS[step](record, tick));
    told = step;
    const contractCall = callOf(step, record);
    if (contractCall) await callContract(caller, contractCall, await callFee(caller));
    else await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    if (step === "unstake") paidOut += record.unstaking;
  }
  return paidOut;
}

const TEXTS: Record<Step, (record: Provider, tick: number) => string> = {
  pause: () => "Asking for no more work.",
  finish: ({ live }) => `${live} attempts are not over yet. The agent must go on until they are.`,
  request: ({ stake }) => `Asking for the stake of ${quText(stake)}.`,
  wait: ({ unstakeAt }, tick) =>
    `It can be taken in ${unstakeAt - tick} ticks. Ctrl-C is fine: start this again later.`,
  unstake: () => "Taking the stake.",
};

function callOf(
  step: Step,
  { owner, hot, payout, minPrice, capacity, hubs, anyHub, stake }: Provider,
): ContractCall | undefined {
  const nonce = freshNonce();
  switch (step) {
    case "pause":
      return call.updateProvider({ owner, hot, payout, minPrice, capacity, hubs, anyHub, paused: 1, nonce });
    case "request":
      return call.requestUnstake({ amount: stake, nonce });
    case "unstake":
      return call.unstake({ nonce });
    default:
      return undefined;
  }
}
