import { type Command, Help, type Option } from "commander";

/** A command with what can stand behind it. */
export interface CommandNode {
  /** Its words, without `qubix`: `job submit`; empty for `qubix` itself. */
  path: string;
  command: Command;
  /** `qubix job get [options] <key>`, without `qubix`. */
  usage: string;
  summary: string;
  children: { name: string; summary: string }[];
  options: CommandOption[];
}

export interface CommandOption {
  /** `--limit`, and its letter before it, if it has one. */
  flags: string[];
  /** As the help shows it: `--limit <n>`. */
  term: string;
  description: string;
  takesValue: boolean;
  choices: string[];
}

/** All commands, `qubix` itself first. What is hidden from the help is left out. */
export function commandTree(program: Command): CommandNode[] {
  return visit(program, "");
}

function visit(command: Command, path: string): CommandNode[] {
  // Each group has a `help` of its own, which is the one of `qubix` again.
  const all = command.createHelp().visibleCommands(command);
  const children = all.filter((child) => child.name() !== "help" || path === "");
  const options = command.createHelp().visibleOptions(command);
  const node: CommandNode = {
    path,
    command,
    usage: command
      .createHelp()
      .commandUsage(command)
      .replace(/^qubix /, ""),
    summary: command.summary() || command.description(),
    children: children.map((child) => ({ name: child.name(), summary: child.summary() || child.description() })),
    options: options.map(optionOf),
  };
  return [node, ...children.flatMap((child) => visit(child, `${path} ${child.name()}`.trim()))];
}

function optionOf(option: Option): CommandOption {
  const { short, long, required, optional, argChoices } = option;
  const flags = [short, long].filter((flag) => flag !== undefined && flag !== null);
  const description = new Help().optionDescription(option);
  return { flags, term: option.flags, description, takesValue: required || optional, choices: argChoices ?? [] };
}
