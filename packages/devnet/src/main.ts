import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { DevnetError } from "./devnet-error.ts";
import { HELP, parseFlags } from "./flags.ts";
import { startDevnet } from "./start-devnet.ts";

const DEFAULT_WASM = fileURLToPath(new URL("../../../contracts/dist/Qubix.wasm", import.meta.url));

/** Prints one JSON line when the network answers, and runs until it is told to stop. */
async function main(): Promise<void> {
  const flags = parseFlags(process.argv.slice(2));
  if (flags === "help") {
    console.log(HELP);
    return;
  }
  const { contract, ...options } = flags;
  const wasm = contract && (await readContract(contract.path ?? DEFAULT_WASM));
  const devnet = await startDevnet({
    ...options,
    ...(wasm && { contract: { wasm, ...(contract.config && { config: contract.config }) } }),
  });
  console.log(JSON.stringify({ ready: true, pid: process.pid, ...devnet.info() }));
  const stop = async () => {
    await devnet.close();
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
