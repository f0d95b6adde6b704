import { query } from "@qubix/contract";
import type { Session } from "../context/session.ts";
import { quText } from "../output/printer.ts";

/** Tells what a provider earns as the contract pays it, until the signal ends. @param provider its slot */
export async function watchEarnings(session: Session, provider: number, signal: AbortSignal): Promise<void> {
  const pauseMs = Math.max(1_000, session.profile.network.tickMs);
  let known: bigint | undefined;
  while (!signal.aborted) {
    try {
      const { record } = await query.getProvider(session.contract, { identity: new Uint8Array(32), provider });
      const { earned, verified } = record.reputation;
      if (known !== undefined && earned > known) {
        session.printer.progress(
          `Earned ${quText(earned - known)}; ${quText(earned)} in all, ${verified} ${verified === 1 ? "run" : "runs"} verified.`,
        );
      }
      known = earned;
    } catch (error) {
      if (!signal.aborted) session.printer.progress(`The node does not answer: ${(error as Error).message}`);
    }
    await pause(pauseMs, signal);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
}
