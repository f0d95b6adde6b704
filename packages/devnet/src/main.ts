import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { DevnetError } from "./devnet-error.ts";
import { HELP, parseFlags } from "./flags.ts";
import { startObservedDevnet } from "./observe/observed-devnet.ts";

const DEFAULT_WASM = fileURLToPath(import.meta.resolve("@qubix/contracts/Qubix.wasm"));

/** Prints one JSON line when the network answers, and runs until it is told to stop. */
async function main(): Promise<void> {
  const flags = parseFlags(process.argv.slice(2));
  if (flags === "help") {
    console.log(HELP);
    return;
  }
  const { contract, observe, logLevel, ...options } = flags;
  const wasm = contract && (await readContract(contract.path ?? DEFAULT_WASM));
  const withContract = {
    ...options,
    ...(wasm && { contract: { wasm, ...(contract.config && { config: contract.config }) } }),
  };
  const { devnet, observing, metricsUrl } = await startObservedDevnet(withContract, observe, logLevel);
  console.log(JSON.stringify({ ready: true, pid: process.pid, metrics: metricsUrl, ...devnet.info() }));
  const stop = async () => {
    await devnet.close();
    await observing.close();
    process.exit(0);
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

async function readContract(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new DevnetError("NO_CONTRACT", `Can't read the contract ${path}; build it with \`npm run build\`.`, {
      cause: error,
    });
  }
}

main().catch((error: Error & { code?: string }) => {
  console.error(JSON.stringify({ error: error.code ?? "FAILED", message: error.message }));
  process.exitCode = 1;
});
