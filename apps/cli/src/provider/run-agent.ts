import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { sendTransaction } from "@qubix/client";
import { Children, startAgent } from "@qubix/localnet";
import type { MachineAsks } from "@qubix/protocol";
import { publicKeyFromIdentity } from "@qubix/qubic";
import { homeSubfolder } from "../context/home.ts";
import type { Session } from "../context/session.ts";
import { untilInterrupted } from "../context/until-interrupted.ts";
import { readWallet, walletFile } from "../context/wallets.ts";
import { CliError } from "../output/cli-error.ts";
import { EXIT } from "../output/exit-codes.ts";
import { quText } from "../output/printer.ts";

/** What the agent's key gets for the fees of its own calls. */
const FLOAT = 1_000_000n;

export interface AgentRun {
  /** The owner's wallet; the machine is called after it. */
  name: string;
  hotName: string;
  slots: number;
  passphrase: string;
  asks: MachineAsks | undefined;
}

/** What the agent's key lacks. It signs and pays its own calls, and holds little, so that its theft costs little. */
export async function missingFloat(session: Session, hotName: string): Promise<bigint> {
  const { balance } = await session.node.entity(keyOf(hotName));
  return balance >= FLOAT / 2n ? 0n : FLOAT - balance;
}

/** Gives the agent's key what it lacks, from the session's wallet. */
export async function fundFloat(session: Session, hotName: string): Promise<void> {
  const amount = await missingFloat(session, hotName);
  if (amount === 0n) return;
  const caller = await session.caller();
  session.printer.progress(`Sending ${quText(amount)} to the agent's key for fees.`);
  const transfer = { destination: keyOf(hotName), amount, inputType: 0, input: new Uint8Array() };
  await sendTransaction(session.node, caller.keyPair, transfer, caller);
}

/**
 * Runs the agent until Ctrl-C; then it finishes what it has, or ends at once at the second one.
 * @param working called when it works; its signal ends with it
 */
export async function runAgent(
  session: Session,
  { name, hotName, slots, passphrase, asks }: AgentRun,
  working: (signal: AbortSignal) => void = () => {},
): Promise<void> {
  const { printer, hubUrl } = session;
  const dataDir = homeSubfolder(join("agents", name));
  const networkFile = join(dataDir, "network.json");
  writeFileSync(networkFile, `${JSON.stringify(session.profile.network, null, 2)}\n`);
  const children = new Children();
  const ended = new AbortController();
  const crashed = new Promise<never>((_, reject) => {
    children.onCrash((how) =>
      reject(new CliError("AGENT_FAILED", how, `See ${dataDir}/agent-${name}.log.`, EXIT.failure)),
    );
  });
  try {
    const plan = { dataDir, logs: dataDir, name, networkFile, hubUrl, slots, asks };
    const agent = await startAgent(children, { ...plan, hotKeyFile: walletFile(hotName), passphrase });
    const interrupted = untilInterrupted();
    printer.result({ ready: true, provider: name, pid: agent.pid, dataDir }, () => "The agent works. Ctrl-C ends it.");
    working(ended.signal);
    await Promise.race([interrupted, crashed]);
    printer.progress("Finishing what runs; Ctrl-C again ends it at once.");
    await Promise.race([children.end(agent.name, "drain"), untilInterrupted(), crashed]);
  } finally {
    ended.abort();
    await children.stop();
  }
}

/** Public key of a wallet. */
export function keyOf(wallet: string): Uint8Array {
  return publicKeyFromIdentity(readWallet(wallet).identity);
}
