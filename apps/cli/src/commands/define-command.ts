import { type Command, CommanderError, Option } from "commander";
import { Session } from "../context/session.ts";
import { CurlPrinted } from "../curl/curl-printed.ts";
import { OUTPUTS, type Output } from "../output/document-writer.ts";
import { Printer } from "../output/printer.ts";
import { reportError } from "../output/report-error.ts";

/** Options that each command takes, or (from `profile` on) each that isn't `local`. */
export interface CommonOptions {
  output?: Output;
  json?: boolean;
  quiet?: boolean;
  profile?: string;
  hub?: string;
  wallet?: string;
  passphraseFile?: string;
  curl?: boolean;
}

/** How a command is declared: arguments and options come from `configure`, the work is done in `run`. */
export interface Definition<Options> {
  /** Name and arguments as commander reads them: `get <key>`. */
  usage: string;
  summary: string;
  /** Command lines as a shell takes them, without a leading `qubix`; shown by --help, and each is run by a test. */
  examples: string[];
  /** It asks neither hub nor chain: it takes no options that say which, and as whom. */
  local?: boolean;
  /** `false` where it does more than asking the hub: then there is no --curl. */
  curl?: false;
  configure?(command: Command): Command;
  /** `session` is closed afterwards, whatever happens; its `exitCode` is the command's. A variadic argument is a list. */
  run(session: Session, options: Options & CommonOptions, ...args: string[]): Promise<void>;
}

const EXAMPLES = new WeakMap<Command, string[]>();

/** The examples of a command's help, whole: as one would type them. */
export function examplesOf(command: Command): string[] {
  return EXAMPLES.get(command) ?? [];
}

/** Adds a command with the common options, examples in its help, and errors told the same way everywhere. */
export function defineCommand<Options = object>(parent: Command, definition: Definition<Options>): void {
  const command = parent.command(definition.usage).summary(definition.summary).description(definition.summary);
  definition.configure?.(command);
  outputOptions(command);
  if (!definition.local) connectionOptions(command, definition.curl ?? true);
  const examples = definition.examples.map((line) => (line.includes("qubix ") ? line : `qubix ${line}`));
  EXAMPLES.set(command, examples);
  command.addHelpText("after", `\nExamples:\n${examples.map((line) => `  $ ${line}`).join("\n")}`);
  command.action(async (...given: unknown[]) => {
    const args = given.slice(0, -2) as string[];
    const options = given.at(-2) as Options & CommonOptions;
    const output = options.json ? "json" : (options.output ?? "table");
    const printer = options.curl
      ? new Printer(output, true, { write: () => {} })
      : new Printer(output, options.quiet === true);
    const session = new Session(options, printer);
    try {
      await definition.run(session, options, ...args);
      process.exitCode = session.exitCode;
      session.checkCurl();
    } catch (error) {
      if (error instanceof CommanderError) throw error;
      if (!(error instanceof CurlPrinted)) process.exitCode = reportError(error, output !== "table");
    } finally {
      session.printer.end();
      await session.close();
    }
  });
}

function outputOptions(command: Command): void {
  command
    .addOption(new Option("-o, --output <form>", "how to print it (default: table)").choices([...OUTPUTS]))
    .option("--json", "the same as --output json")
    .option("-q, --quiet", "no progress on standard error");
}

function connectionOptions(command: Command, curl: boolean): void {
  command
    .option("--profile <name>", "network, hub and wallet to use (default: the one in use, or $QUBIX_PROFILE)")
    .option("--hub <url>", "hub to talk to instead of the profile's")
    .option("--wallet <name>", "wallet to sign with instead of the profile's");
  passphraseOption(command);
  if (curl) command.option("--curl", "print the requests to the hub as curl lines; nothing is changed");
}

/** `--passphrase-file`, for commands that open or make a wallet. */
export function passphraseOption(command: Command): Command {
  return command.option(
    "--passphrase-file <file>",
    "file with the wallet's passphrase (default: $QUBIX_PASSPHRASE, or ask)",
  );
}
