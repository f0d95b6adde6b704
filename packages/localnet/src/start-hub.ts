import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Balancer, startBalancer } from "./balancer.ts";
import type { Children } from "./children.ts";
import { DEVNET_TICK_OFFSET } from "./devnet-config.ts";
import { freePort } from "./free-port.ts";
import type { Observed } from "./observed.ts";
import { PROGRAMS } from "./programs.ts";

/** How soon a hub notices that a machine is gone, in milliseconds. */
export interface HubTimes {
  heartbeatMs: number;
  lostAfterMs: number;
  /** Without a tick for so long the chain has halted; as long as hubs wait unless said otherwise. */
  haltedAfterMs?: number;
}

/** A dead agent is noticed after four seconds; sooner would hit live ones on a busy machine. */
const LOCAL_TIMES: HubTimes = { heartbeatMs: 500, lostAfterMs: 4_000 };

/** Ticks come every few milliseconds while there is work: a lease of some seconds is many of them. */
const LEASE_TICKS = 2_000;

/** Everybody on a local network comes from one address. */
const UNLIMITED = {
  readsPerMinute: 1_000_000_000,
  writesPerMinute: 1_000_000_000,
  agentCallsPerMinute: 1_000_000_000,
  signInsPerMinute: 1_000_000_000,
  addressPerMinute: 1_000_000_000,
};

/** QU that one ask of the faucet brings: enough for a provider's stake. */
const FAUCET_GIFT = "10000000";

/** Where a hub of several processes keeps what they share. */
export interface HubServices {
  databaseUrl: string;
  redisUrl: string;
}

/** Where a hub listens. */
export interface HubListen {
  port: number;
  /** 127.0.0.1 if missing. */
  host?: string | undefined;
  /** Origin under which other machines reach it, where it listens for them. */
  publicOrigin?: string | undefined;
}

/** What a process of a hub can do. */
export type HubRole = "api" | "watcher" | "matcher" | "dispatcher" | "worker";

interface HubPlan {
  folder: string;
  logs: string;
  networkFile: string;
  /** File with the seed of the hub's hot key. */
  hotKeyFile: string;
  listen: HubListen;
  /** Address where the OC machine hands out bundles. */
  bundlesUrl: string;
  /** The devnet's HTTP interface. */
  faucetUrl: string;
  times?: HubTimes | undefined;
  services?: HubServices | undefined;
  observed: Observed;
  processes?: HubRole[][] | undefined;
}

/**
 * Starts a hub whose data lie below the network's folder: one process called `hub`, or one for each list of roles, called after
 * them (`hub api`, `hub api 2`, `hub watcher matcher`). @returns what stands in front of several with an API
 */
export async function startHub(children: Children, plan: HubPlan): Promise<Balancer | undefined> {
  const { folder, listen, processes } = plan;
  mkdirSync(join(folder, "hub"), { recursive: true, mode: 0o700 });
  if (!processes) {
    await startProcess(children, plan, "hub", {}, listen);
    return undefined;
  }
  const named = namesOf(processes);
  const apis = named.filter(({ roles }) => roles.includes("api"));
  const ports = new Map<string, number>();
  for (const { name } of apis) ports.set(name, apis.length > 1 ? await freePort() : listen.port);
  const balancer = apis.length > 1 ? await startBalancer(listen.port, [...ports.values()]) : undefined;
  const publicOrigin = `http://127.0.0.1:${listen.port}`;
  const start = ({ name, roles }: (typeof named)[number]) =>
    startProcess(children, plan, name, { roles }, { port: ports.get(name) ?? 0, publicOrigin });
  try {
    await Promise.all(named.map(start));
  } catch (error) {
    await balancer?.close();
    throw error;
  }
  return balancer;
}

function namesOf(processes: HubRole[][]): { name: string; roles: HubRole[] }[] {
  const taken = new Map<string, number>();
  return processes.map((roles) => {
    const name = `hub ${roles.join(" ")}`;
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    return { name: count > 1 ? `${name} ${count}` : name, roles };
  });
}

async function startProcess(
  children: Children,
  { folder, logs, networkFile, hotKeyFile, bundlesUrl, faucetUrl, services, observed, times = LOCAL_TIMES }: HubPlan,
  name: string,
  own: { roles?: HubRole[] },
  { host, port, publicOrigin }: HubListen,
): Promise<void> {
  const observe = await observed.settings(name);
  const { haltedAfterMs, ...leases } = times;
  const config = {
    dataDir: join(folder, "hub"),
    network: networkFile,
    hotKeyFile,
    listen: { port, ...(host !== undefined && { host }) },
    ...(publicOrigin !== undefined && { publicOrigin }),
    ocMachines: [bundlesUrl],
    // Webhooks of a local network go to this machine.
    egress: { allowHttp: true, allowPrivate: true },
    leases: { ...leases, leaseTicks: LEASE_TICKS },
    limits: { rate: UNLIMITED },
    faucet: { url: faucetUrl, amount: FAUCET_GIFT, perIdentityPerDay: 100, perAddressPerDay: 10_000 },
    chain: { pollMs: 50, tickOffset: DEVNET_TICK_OFFSET, ...(haltedAfterMs !== undefined && { haltedAfterMs }) },
    ...services,
    ...own,
    ...(observe && { observe: { ...observe, accessLog: "info" } }),
  };
  const file = name.replaceAll(" ", "-");
  const configFile = join(folder, "hub", name === "hub" ? "config.json" : `${file}.json`);
  writeFileSync(configFile, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
  await children.start({
    name,
    file: PROGRAMS.hub,
    args: ["--config", configFile],
    logFile: join(logs, `${file}.log`),
  });
}
