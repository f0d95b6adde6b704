import { type Command, CommanderError } from "commander";
import { Session } from "../context/session.ts";
import { Printer } from "../output/printer.ts";
import { reportError } from "../output/report-error.ts";

/** Options that each command takes. */
export interface CommonOptions {
  json?: boolean;
  profile?: string;
  hub?: string;
  wallet?: string;
  passphraseFile?: string;
}

/** How a command is declared: arguments and options come from `configure`, the work is done in `run`. */
export interface Definition<Options> {
  /** Name and arguments as commander reads them: `get <key>`. */
  usage: string;
  summary: string;
  /** Command lines without the leading `qubix`, shown by --help. */
  examples: string[];
  configure?(command: Command): Command;
  /** `session` is closed afterwards, whatever happens; its `exitCode` is the command's. */
  run(session: Session, options: Options & CommonOptions, ...args: string[]): Promise<void>;
}

/** Adds a command with the common options, examples in its help, and errors told the same way everywhere. */
export function defineCommand<Options = object>(parent: Command, definition: Definition<Options>): void {
  const command = parent
    .command(definition.usage)
    .summary(definition.summary)
    .description(definition.summary)
    .option("--json", "print one JSON document instead of text")
    .option("--profile <name>", "network, hub and wallet to use (default: the one in use, or $QUBIX_PROFILE)")
    .option("--hub <url>", "hub to talk to instead of the profile's")
    .option("--wallet <name>", "wallet to sign with instead of the profile's")
    .option("--passphrase-file <file>", "file with the wallet's passphrase (default: $QUBIX_PASSPHRASE, or ask)")
    .addHelpText(
      "after",
      `\nExamples:\n${definition.examples.map((line) => `  $ ${line.includes("qubix ") ? line : `qubix ${line}`}`).join("\n")}`,
    );
  definition.configure?.(command);
  command.action(async (...given: unknown[]) => {
    const args = given.slice(0, -2) as string[];
    const options = given.at(-2) as Options & CommonOptions;
    const session = new Session(options, new Printer(options.json === true));
    try {
      await definition.run(session, options, ...args);
      process.exitCode = session.exitCode;
    } catch (error) {
      if (error instanceof CommanderError) throw error;
      process.exitCode = reportError(error, options.json === true);
    } finally {
      await session.close();
    }
  });
}
