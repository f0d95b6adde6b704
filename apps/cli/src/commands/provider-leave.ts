import { sendTransaction } from "@qubix/client";
import { type KeyPair, publicKeyFromIdentity } from "@qubix/qubic";
import type { Command } from "commander";
import { passphraseFor } from "../context/passphrase.ts";
import { Session } from "../context/session.ts";
import { identityOf, openWallet, walletExists } from "../context/wallets.ts";
import { quText } from "../output/printer.ts";
import { hotNameOf } from "../provider/join-wallets.ts";
import { takeStake } from "../provider/take-stake.ts";
import { defineCommand } from "./define-command.ts";

interface LeaveOptions {
  name: string;
  to?: string;
  passphraseFile?: string;
}

/** `qubix provider leave`: ends what `provider join` began, and brings the money home. */
export function leaveProvider(provider: Command): void {
  defineCommand<LeaveOptions>(provider, {
    usage: "leave",
    summary: "Take no more work, wait for what runs, and take the stake back. Called again, it goes on where it was.",
    examples: ["provider leave", "provider leave --name second --to $IDENTITY --json"],
    curl: false,
    configure: (command) =>
      command
        .option("--name <name>", "the name that was given to `provider join`", "provider")
        .option("--to <identity>", "send everything there at the end: an identity or a wallet"),
    async run({ printer }, options) {
      const own = new Session({ ...options, profile: options.name, wallet: options.name }, printer);
      try {
        await leave(own, options);
      } finally {
        await own.close();
      }
    },
  });
}

async function leave(session: Session, { name, to, passphraseFile }: LeaveOptions): Promise<void> {
  const destination = to === undefined ? undefined : identityOf(to);
  const passphrase = await passphraseFor(name, passphraseFile);
  const { keyPair } = await openWallet(name, passphrase);
  const stake = await takeStake(await session.caller(keyPair), (what) => session.printer.progress(what));
  const hotName = hotNameOf(name);
  if (walletExists(hotName)) {
    await sendAll(session, (await openWallet(hotName, passphrase)).keyPair, keyPair.identity);
  }
  const sent = destination === undefined ? undefined : await sendAll(session, keyPair, destination);
  const { balance } = await session.node.entity(keyPair.publicKey);
  session.printer.result({ left: true, stake, wallet: name, balance, to: destination, sent }, () =>
    sent === undefined
      ? `Left. Wallet ${name} has ${quText(balance)}: \`qubix wallet send IDENTITY AMOUNT --profile ${name}\`.`
      : `Left. ${quText(sent)} went to ${destination}.`,
  );
}

/** Empties an account. @returns what was sent, in QU */
async function sendAll(session: Session, keyPair: KeyPair, identity: string): Promise<bigint> {
  const { balance: amount } = await session.node.entity(keyPair.publicKey);
  if (amount === 0n) return 0n;
  const transfer = { destination: publicKeyFromIdentity(identity), amount, inputType: 0, input: new Uint8Array() };
  await sendTransaction(session.node, keyPair, transfer, await session.caller(keyPair));
  return amount;
}
