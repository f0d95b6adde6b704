export { examplesOf } from "./commands/define-command.ts";
export { type CommandNode, type CommandOption, commandTree } from "./completion/command-tree.ts";
export { HELP_TOPICS } from "./help/topics.ts";
export { createProgram } from "./program.ts";
