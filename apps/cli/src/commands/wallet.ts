import { createKeystore, sendTransaction } from "@qubix/client";
import { createSeed, keyPairFromSeed, publicKeyFromIdentity } from "@qubix/qubic";
import type { Command } from "commander";
import { parseAmount } from "../context/amount.ts";
import { newPassphrase, readSecret } from "../context/passphrase.ts";
import { changeProfile, currentProfileName } from "../context/profile.ts";
import { identityOf, readWallet, walletNames, writeWallet } from "../context/wallets.ts";
import { CliError } from "../output/cli-error.ts";
import { pairs, quText, table } from "../output/printer.ts";
import { defineCommand, passphraseOption } from "./define-command.ts";
import { walletHubCommands } from "./wallet-hub.ts";

/** `qubix wallet`: identities, kept in encrypted files. */
export function walletCommands(program: Command): void {
  const wallet = program.command("wallet").description("Identities that pay and are paid; kept in encrypted files.");

  defineCommand(wallet, {
    usage: "create <name>",
    local: true,
    configure: passphraseOption,
    summary: "Make a new identity. Back its file up: whoever loses it loses the money.",
    examples: ["wallet create me", "wallet create savings --passphrase-file secret.txt --json"],
    async run({ printer }, { passphraseFile }, name) {
      const seed = createSeed();
      const file = writeWallet(name!, await createKeystore(seed, await newPassphrase(passphraseFile)));
      const { identity } = keyPairFromSeed(seed);
      const backup = "Copy this file to a safe place, or write the seed down: `qubix wallet export`.";
      printer.result({ wallet: name, identity, file }, () => `${pairs({ wallet: name, identity, file })}\n${backup}`);
    },
  });

  defineCommand(wallet, {
    usage: "import <name>",
    local: true,
    configure: passphraseOption,
    summary: "Keep an identity whose seed you have; the seed is read from stdin or asked for.",
    examples: ["wallet import old < seed.txt"],
    async run({ printer }, { passphraseFile }, name) {
      const seed = await readSecret("Seed (55 letters)");
      const { identity } = keyPairFromSeed(seed);
      const file = writeWallet(name!, await createKeystore(seed, await newPassphrase(passphraseFile)));
      printer.result({ wallet: name, identity, file }, () => pairs({ wallet: name, identity, file }));
    },
  });

  defineCommand<{ reveal?: boolean }>(wallet, {
    usage: "export <name>",
    local: true,
    summary: "Print the encrypted keystore; with --reveal the seed itself.",
    examples: ["wallet export me > me.json", "wallet export me --reveal"],
    configure: (command) =>
      passphraseOption(command).option("--reveal", "print the seed: whoever sees it owns the money"),
    async run(session, options, name) {
      const keystore = readWallet(name!);
      if (!options.reveal) return session.printer.result(keystore, () => JSON.stringify(keystore, null, 2));
      const { seed } = await session.walletNamed(name!);
      session.printer.result({ wallet: name, seed }, () => seed);
    },
  });

  defineCommand(wallet, {
    usage: "list",
    local: true,
    summary: "List the wallets.",
    examples: ["wallet list", "wallet list --json"],
    async run({ printer }) {
      const items = walletNames().map((name) => ({ name, identity: readWallet(name).identity }));
      printer.result({ items }, () =>
        items.length === 0
          ? "There is no wallet yet. Make one: `qubix wallet create NAME`."
          : table(
              ["wallet", "identity"],
              items.map(({ name, identity }) => [name, identity]),
            ),
      );
    },
  });

  defineCommand(wallet, {
    usage: "show [name]",
    summary: "Show a wallet's identity and public key.",
    examples: ["wallet show", "wallet show me --json"],
    async run(session, _, name) {
      const shown = name ?? session.walletName;
      const { identity } = readWallet(shown);
      const publicKey = Buffer.from(publicKeyFromIdentity(identity)).toString("hex");
      session.printer.result({ wallet: shown, identity, publicKey }, () =>
        pairs({ wallet: shown, identity, "public key": publicKey }),
      );
    },
  });

  defineCommand(wallet, {
    usage: "balance [identity]",
    summary: "What the node says about an identity: balance, and what came and went. Default: the wallet's.",
    examples: ["wallet balance", "wallet balance me", "wallet balance $IDENTITY --json"],
    async run(session, _, who) {
      const identity = identityOf(who ?? session.walletName);
      const entity = await session.node.entity(publicKeyFromIdentity(identity));
      const { balance, incoming, outgoing, tick } = entity;
      session.printer.result({ identity, balance, incoming, outgoing, tick }, () =>
        pairs({
          identity,
          balance: quText(balance),
          received: quText(incoming),
          sent: quText(outgoing),
          "as of tick": tick,
        }),
      );
    },
  });

  walletHubCommands(wallet);

  defineCommand(wallet, {
    usage: "send <to> <amount>",
    summary: "Send QU to an identity (or one of your wallets) and wait until a tick has taken it.",
    examples: ["wallet send me 5M", "wallet send $IDENTITY 1500 --wallet me --json"],
    async run(session, _, to, amount) {
      const identity = identityOf(to!);
      const quantity = parseAmount(amount!);
      const caller = await session.caller();
      const sender = await session.node.entity(caller.keyPair.publicKey);
      if (sender.balance < quantity) {
        const hint = "Send less, or fund the wallet first.";
        throw new CliError("INSUFFICIENT_FUNDS", `The wallet has ${quText(sender.balance)}.`, hint);
      }
      const transfer = {
        destination: publicKeyFromIdentity(identity),
        amount: quantity,
        inputType: 0,
        input: new Uint8Array(),
      };
      const { id, tick } = await sendTransaction(session.node, caller.keyPair, transfer, caller);
      session.printer.result(
        { transaction: id, tick, to: identity, amount: quantity },
        () => `Sent ${quText(quantity)} in tick ${tick}.`,
      );
    },
  });

  defineCommand(wallet, {
    usage: "use <name>",
    local: true,
    configure: (command) =>
      command.option("--profile <name>", "in this profile (default: the one in use, or $QUBIX_PROFILE)"),
    summary: "Sign with this wallet from now on (in the profile that is in use).",
    examples: ["wallet use local"],
    async run({ printer }, options, name) {
      readWallet(name!);
      const profile = options.profile ?? currentProfileName();
      changeProfile(profile, "wallet", name);
      printer.result({ profile, wallet: name }, () => `Profile ${profile} signs with wallet ${name}.`);
    },
  });
}
