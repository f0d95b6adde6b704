import { HubError } from "@qubix/client";
import { publicKeyFromIdentity } from "@qubix/qubic";
import type { Session } from "../context/session.ts";
import { quText } from "../output/printer.ts";

/** Shortest time between two looks at a balance, in milliseconds. */
const POLL_MS = 200;

/** Waits until the session's wallet has so many QU: the faucet's where there is one, else somebody must send them. */
export async function awaitMoney(session: Session, needed: bigint, faucet: boolean): Promise<void> {
  const before = await balanceOf(session);
  if (before >= needed) return;
  if (faucet && (await askFaucet(session, needed))) return;
  const missing = needed - (await balanceOf(session));
  session.printer.progress(`Send at least ${quText(missing)} to ${session.walletIdentity}`);
  session.printer.progress(
    "This goes on by itself as soon as they have arrived. Ctrl-C is fine, too: start it again later.",
  );
  while ((await balanceOf(session)) < needed) await pause(session);
}

/** Asks as often as it takes. @returns false when the faucet gives no more */
async function askFaucet(session: Session, needed: bigint): Promise<boolean> {
  for (let balance = await balanceOf(session); balance < needed; balance = await balanceOf(session)) {
    try {
      const body = { identity: session.walletIdentity };
      const { amount, tick } = await session.hub.call("requestFaucet", { body });
      session.printer.progress(`The faucet sends ${quText(amount)}.`);
      while ((await session.node.tickInfo()).tick <= tick) await pause(session);
    } catch (error) {
      if (!(error instanceof HubError) || !["FAUCET_LIMIT", "FAUCET_OFF"].includes(error.code)) throw error;
      return false;
    }
  }
  return true;
}

async function balanceOf(session: Session): Promise<bigint> {
  return (await session.node.entity(publicKeyFromIdentity(session.walletIdentity))).balance;
}

function pause({ profile }: Session): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(POLL_MS, profile.network.tickMs / 2)));
}
