import { fillShowcase } from "@qubix/examples/showcase";
import { type Localnet, type ProviderPlan, startLocalnet } from "@qubix/localnet";
import { keepLocalWallet } from "../context/local-wallet.ts";
import { useProfile, writeProfile } from "../context/profile.ts";
import { untilInterrupted } from "../context/until-interrupted.ts";
import { CliError } from "../output/cli-error.ts";
import { EXIT } from "../output/exit-codes.ts";
import type { Printer } from "../output/printer.ts";
import { reachableHost } from "./addresses.ts";
import { banner, facts, type Up } from "./banner.ts";
import { explainStart } from "./explain-start.ts";
import { openPage } from "./open-page.ts";

export interface NetworkPlan {
  folder: string;
  agents: number;
  host: string;
  port: number;
  /** Without the model and the jobs that a new network gets to look at. */
  empty: boolean;
  /** Shows the page in a browser. */
  open: boolean;
}

const PROFILE = "local";
const RICH = 1_000_000_000n;
const STAKE = 10_000_000n;
const MIN_PRICE = 100n;

/** Starts a network, tells where it is, and runs it until Ctrl-C or until one of its programs fails. */
export async function runNetwork(printer: Printer, plan: NetworkPlan): Promise<void> {
  const ending = new AbortController();
  const interrupted = untilInterrupted().then(() =>
    ending.abort(new CliError("INTERRUPTED", "Interrupted.", "Nothing is left running.", EXIT.failure)),
  );
  const localnet = await start(printer, plan, ending.signal);
  try {
    await keepLocalWallet(PROFILE, localnet.accounts[PROFILE]!.seed);
    writeProfile(PROFILE, { network: localnet.network, hub: localnet.hub.url, wallet: PROFILE });
    useProfile(PROFILE);
    const up = await describe(localnet, plan);
    printer.result(facts(up), () => banner(up));
    if (plan.open && up.page) openPage(up.page);
    if (!plan.empty && plan.agents > 0) void fill(printer, localnet, ending.signal);
    await Promise.race([interrupted, untilCrash(localnet)]);
    printer.progress("Ending everything.");
  } finally {
    ending.abort();
    await localnet.stop();
  }
}

function start(printer: Printer, { folder, agents, host, port }: NetworkPlan, signal: AbortSignal): Promise<Localnet> {
  const providers = Array.from({ length: agents }, (_, i): ProviderPlan => {
    return { name: `provider-${i + 1}`, stake: STAKE, minPrice: MIN_PRICE, capacity: 2 };
  });
  const others = reachableHost(host);
  return startLocalnet({
    folder,
    providers,
    accounts: { [PROFILE]: RICH },
    hubListen: { host, port, ...(others !== undefined && { publicOrigin: `http://${others}:${port}` }) },
    ...(others !== undefined && { nodeListen: { host, named: others } }),
    signal,
    onProgress: (what) => printer.progress(what),
  }).catch((error) => {
    throw explainStart(error, folder);
  });
}

async function describe(localnet: Localnet, { folder, host, port }: NetworkPlan): Promise<Up> {
  const served = await fetch(localnet.hub.url, { headers: { accept: "text/html" } });
  await served.body?.cancel();
  const others = reachableHost(host);
  return {
    localnet,
    folder,
    account: { name: PROFILE, amount: RICH },
    page: served.ok ? localnet.hub.url : undefined,
    pageForOthers: served.ok && others !== undefined ? `http://${others}:${port}` : undefined,
  };
}

/** What goes wrong here is told, and the network goes on. */
async function fill(printer: Printer, localnet: Localnet, signal: AbortSignal): Promise<void> {
  try {
    await fillShowcase(localnet, { signal, onProgress: (what) => printer.progress(what) });
  } catch (error) {
    if (!signal.aborted) printer.progress(`There will be less to look at: ${(error as Error).message}`);
  }
}

function untilCrash({ children, logs }: Localnet): Promise<never> {
  return new Promise((_, reject) => {
    children.onCrash((how) => reject(new CliError("PROCESS_FAILED", how, `See ${logs}.`, EXIT.failure)));
  });
}
