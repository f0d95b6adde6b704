import { Command } from "commander";
import { hubCommands } from "./commands/hub.ts";
import { jobCommands } from "./commands/job/index.ts";
import { modelCommands } from "./commands/model.ts";
import { profileCommands } from "./commands/profile.ts";
import { providerCommands } from "./commands/provider.ts";
import { upCommand } from "./commands/up.ts";
import { walletCommands } from "./commands/wallet.ts";

const NOTES = `
Start here:
  $ qubix up                               a whole local network, wallet and chain included
  $ qubix job submit --wasm FILE --wait    run a program on it

Exit codes: 0 done, 1 failure, 2 wrong usage, 3 refused by hub or contract, 4 node or hub unreachable,
5 the job ended without a paid result, 6 not what the chain says, 7 took too long.
Wallets and profiles lie in $QUBIX_HOME (default ~/.qubix).`;

/** The whole command line. */
export function createProgram(): Command {
  const program = new Command("qubix")
    .description("Qubix: compute on machines of strangers, paid and proved on the Qubic network.")
    .version("0.1.0")
    .addHelpText("after", NOTES)
    .showHelpAfterError("(add --help for what there is)")
    .exitOverride();
  upCommand(program);
  walletCommands(program);
  profileCommands(program);
  jobCommands(program);
  modelCommands(program);
  providerCommands(program);
  hubCommands(program);
  return program;
}
