import { Command } from "commander";
import { accountCommands } from "./commands/account.ts";
import { apiKeyCommands } from "./commands/api-key.ts";
import { completionCommand } from "./commands/completion.ts";
import { configCommands } from "./commands/config.ts";
import { dataCommands } from "./commands/data.ts";
import { devnetCommands } from "./commands/devnet.ts";
import { exploreCommands } from "./commands/explore/index.ts";
import { hubCommands } from "./commands/hub.ts";
import { jobCommands } from "./commands/job/index.ts";
import { modelCommands } from "./commands/model/index.ts";
import { providerCommands } from "./commands/provider.ts";
import { runCommands } from "./commands/run/index.ts";
import { upCommand } from "./commands/up.ts";
import { walletCommands } from "./commands/wallet.ts";
import { webhookCommands } from "./commands/webhook.ts";
import { helpCommand } from "./help/help-command.ts";

const NOTES = `
Start here:
  $ qubix up                               a whole local network, wallet and chain included
  $ qubix run wasm FILE -- ARGS            run a program on it, and fetch its result

Exit codes: 0 done, 1 failure, 2 wrong usage, 3 refused by hub or contract, 4 node or hub unreachable,
5 the job ended without a paid result, 6 not what the chain says, 7 took too long, 130 Ctrl-C.
Wallets, profiles and sessions lie in $QUBIX_HOME (default ~/.qubix). More: qubix help topics.`;

/** The whole command line. @param forPrograms wrong usage is told by the caller, not in words on standard error */
export function createProgram(forPrograms = false): Command {
  const program = new Command("qubix")
    .description("Qubix: compute on machines of strangers, paid and proved on the Qubic network.")
    .version("0.1.0")
    .addHelpText("after", NOTES)
    .showHelpAfterError("(add --help for what there is)")
    .configureOutput(forPrograms ? { writeErr: () => {}, outputError: () => {} } : {})
    .exitOverride();
  upCommand(program);
  devnetCommands(program);
  walletCommands(program);
  configCommands(program);
  accountCommands(program);
  apiKeyCommands(program);
  runCommands(program);
  jobCommands(program);
  modelCommands(program);
  providerCommands(program);
  hubCommands(program);
  webhookCommands(program);
  dataCommands(program);
  exploreCommands(program);
  completionCommand(program);
  helpCommand(program);
  return program;
}
