import type { Command } from "commander";
import { commandTree } from "../completion/command-tree.ts";
import { completionScript, SHELLS, type Shell } from "../completion/completion-scripts.ts";
import { defineCommand } from "./define-command.ts";

/** `qubix completion`: what shells need to complete all of this. */
export function completionCommand(program: Command): void {
  defineCommand(program, {
    usage: "completion <shell>",
    summary: "Print a script that completes commands and options in a shell; it says where it goes.",
    examples: ["source <(qubix completion bash)", "completion zsh > _qubix", "completion fish > qubix.fish"],
    local: true,
    configure(command) {
      command.registeredArguments[0]!.choices([...SHELLS]);
      return command;
    },

    async run({ printer }, _, shell) {
      printer.raw(completionScript(shell as Shell, commandTree(program)).trimEnd());
    },
  });
}
