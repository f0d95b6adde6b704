import { randomBytes } from "node:crypto";
import { publicKeyFromIdentity, signTransaction } from "@qubix/qubic";
import { Computors } from "./computors/computors.ts";
import type { Devnet, DevnetInfo } from "./devnet.ts";
import { DevnetError } from "./devnet-error.ts";
import type { DevnetContract, DevnetOptions } from "./devnet-options.ts";
import { ChainState, CONTRACT_COUNT } from "./execution/chain-state.ts";
import { ContractHost } from "./execution/contract-host.ts";
import {
  DEFAULT_CONTRACT_INDEX,
  fundGenesis,
  GENESIS_EPOCH,
  GENESIS_TICK,
  genesisId,
  initializeContract,
} from "./genesis.ts";
import { devnetRoutes } from "./network/devnet-routes.ts";
import { HttpServer } from "./network/http-server.ts";
import { liveRoutes } from "./network/live-routes.ts";
import { NodeService } from "./network/node-service.ts";
import { TcpServer } from "./network/tcp-server.ts";
import { OcPusher } from "./oc/oc-pusher.ts";
import { restoreSnapshot } from "./state/snapshot.ts";
import { StateDirectory } from "./state/state-directory.ts";
import { TickClock } from "./ticks/tick-clock.ts";
import { TickRunner } from "./ticks/tick-runner.ts";

/** The faucet's transactions are for this many ticks ahead: the lists of the next two are fixed. */
const FAUCET_OFFSET = 5;

/**
 * Starts a local Qubic network in this process: one node that holds the keys of all computors. Resolves when it
 * answers. Rejects with DevnetError (STATE_LOCKED, STATE_MISMATCH, STATE_DAMAGED, UNKNOWN_CONFIG, BAD_OPTION).
 */
export async function startDevnet(options: DevnetOptions = {}): Promise<Devnet> {
  const { host = "127.0.0.1", pace = { mode: "auto" }, seed = "devnet", silentComputors = 0, contract } = options;
  const computors = new Computors(seed);
  if (silentComputors < 0 || silentComputors > computors.publicKeys.length) {
    throw new DevnetError("BAD_OPTION", "silentComputors must be 0 to 676.");
  }
  const chain = new ChainState(computors, { tick: GENESIS_TICK, epoch: GENESIS_EPOCH, time: new Date() });
  const contractHost = contract && (await makeContract(chain, contract, options));
  const genesis = genesisId(options);
  const state =
    options.stateDirectory === undefined ? undefined : await StateDirectory.open(options.stateDirectory, genesis);
  const closers: (() => void | Promise<void>)[] = [];
  if (state) closers.push(() => state.close());
  try {
    const saved = state?.load();
    if (saved) restoreSnapshot(chain, saved.snapshot);
    const runner = new TickRunner({
      chain,
      genesis,
      silentComputors,
      state,
      onBundle: (bundle) => pusher.push(bundle),
      onTicked: options.watcher?.ticked,
    });
    if (options.onHalted) runner.on("halted", options.onHalted);
    const node = new NodeService(chain, runner);
    const tcp = new TcpServer(node);
    const pusher = new OcPusher(options.ocMachines ?? [], tcp.handle);
    if (saved) await runner.resume(saved);
    else {
      fundGenesis(chain, options);
      await runner.genesis(() => contractHost && initializeContract(contractHost, contract!));
    }

    const clock = new TickClock(runner, chain, pace);
    closers.unshift(async () => {
      clock.stop();
      await runner.idle();
    });
    node.on("transaction", () => clock.wake());
    const tcpPort = await tcp.listen(options.tcpPort ?? 0, host);
    closers.unshift(() => tcp.close());

    const info = (): DevnetInfo => {
      const { tick, epoch, initialTick } = runner.head;
      return {
        tick,
        epoch,
        initialTick,
        host,
        tcpPort,
        rpcPort,
        arbitrator: computors.arbitrator.identity,
        faucet: computors.faucet.identity,
        contractIndex: contractHost?.index ?? null,
        feeReserve: contractHost ? String(contractHost.reserve) : null,
        computors: computors.publicKeys.length,
        silentComputors,
        pooledTransactions: chain.pool.size,
        oc: { pending: chain.oc.pending, ...chain.oc.statistics },
        ocMachines: pusher.status(),
        halted: runner.halted?.message ?? null,
      };
    };
    const devnet = {
      host,
      tcpPort,
      arbitratorPublicKey: computors.arbitrator.publicKey,
      info,
      async tick(count = 1) {
        for (let i = 0; i < count; i++) await runner.advance();
        clock.wake();
      },
      advanceEpoch: () => runner.advanceEpoch(),
      faucet(identity: string, amount: bigint) {
        const tick = chain.tick + FAUCET_OFFSET;
        const destination = publicKeyFromIdentity(identity);
        // Random input: the same gift twice in a tick must be two transactions.
        const fields = { destination, amount, tick, inputType: 0, input: randomBytes(8) };
        const { bytes, id } = signTransaction(fields, computors.faucet);
        const { verdict } = node.broadcast(bytes);
        if (verdict !== "added")
          throw new DevnetError("FAUCET_FAILED", `The pool refuses the faucet's transaction: ${verdict}.`);
        return { transactionId: id, tick };
      },
      async close() {
        for (const close of closers.splice(0)) await close();
      },
    };
    const http = new HttpServer({ ...liveRoutes(node), ...devnetRoutes(devnet as Devnet) });
    const rpcPort = await http.listen(options.rpcPort ?? 0, host);
    closers.unshift(() => http.close());
    pusher.start();
    closers.unshift(() => pusher.close());
    clock.start();
    return Object.assign(devnet, { rpcPort });
  } catch (error) {
    for (const close of closers) await close();
    throw error;
  }
}

async function makeContract(
  chain: ChainState,
  contract: DevnetContract,
  options: DevnetOptions,
): Promise<ContractHost> {
  const index = contract.index ?? DEFAULT_CONTRACT_INDEX;
  if (!(index > 0 && index < CONTRACT_COUNT)) {
    throw new DevnetError("BAD_OPTION", `A contract's index is 1 to ${CONTRACT_COUNT - 1}.`);
  }
  const module = await WebAssembly.compile(contract.wasm as BufferSource);
  const log = options.onContractLog;
  const host = new ContractHost(chain, index, module, {
    log: (_index, severity, message) => log?.(severity, message),
    called: options.watcher?.called,
  });
  chain.contracts.set(index, host);
  return host;
}
