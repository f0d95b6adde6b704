import { existsSync, readFileSync } from "node:fs";
import { isCancel, password } from "@clack/prompts";
import { CliError } from "../output/cli-error.ts";
import { readStdin } from "./read-stdin.ts";
import { passphraseFileOf } from "./wallets.ts";

/** The passphrase of a wallet: from a file, from $QUBIX_PASSPHRASE, from beside the wallet, or asked for. */
export async function passphraseFor(wallet: string, file: string | undefined): Promise<string> {
  const known = knownPassphrase(wallet, file);
  return known ?? ask(`Passphrase of wallet ${wallet}`);
}

/** A passphrase for a new wallet; asked for twice. */
export async function newPassphrase(file: string | undefined): Promise<string> {
  const given = file ? readPassphrase(file) : process.env.QUBIX_PASSPHRASE;
  if (given !== undefined) return given;
  const first = await ask("New passphrase (at least 8 characters)");
  if (first.length < 8) {
    throw new CliError("WEAK_PASSPHRASE", "The passphrase is too short.", "Choose at least 8 characters.");
  }
  if ((await ask("Again")) === first) return first;
  throw new CliError("PASSPHRASES_DIFFER", "The passphrases differ.", "Try again.");
}

/** A secret from stdin when something is piped in, else asked for. */
export async function readSecret(message: string): Promise<string> {
  return process.stdin.isTTY ? ask(message) : (await readStdin()).toString("utf8").trim();
}

/** The passphrase of a wallet where nobody needs to be asked. */
export function knownPassphrase(wallet: string, file: string | undefined): string | undefined {
  if (file) return readPassphrase(file);
  if (process.env.QUBIX_PASSPHRASE !== undefined) return process.env.QUBIX_PASSPHRASE;
  const beside = passphraseFileOf(wallet);
  return existsSync(beside) ? readPassphrase(beside) : undefined;
}

function readPassphrase(file: string): string {
  return readFileSync(file, "utf8").replace(/\r?\n$/, "");
}

async function ask(message: string): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new CliError(
      "NO_PASSPHRASE",
      "A passphrase is needed.",
      "Set $QUBIX_PASSPHRASE or give --passphrase-file FILE.",
    );
  }
  const answer = await password({ message });
  if (isCancel(answer)) throw new CliError("CANCELLED", "Cancelled.", "Nothing was done.");
  return answer;
}
