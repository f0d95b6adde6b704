import type { Command } from "commander";
import { CliError } from "../output/cli-error.ts";
import { pairs } from "../output/printer.ts";
import { HELP_TOPICS } from "./topics.ts";

/** `qubix help`: of a command, or about something that concerns all of them. */
export function helpCommand(program: Command): void {
  program
    .helpCommand(false)
    .command("help [words...]")
    .summary("Show help for a command or a topic; `qubix help topics` lists those.")
    .description("Show help for a command or a topic; `qubix help topics` lists those.")
    .action((words: string[]) => {
      process.stdout.write(`${helpText(program, words).trim()}\n`);
    });
}

function helpText(program: Command, words: string[]): string {
  const [first] = words;
  if (first === "topics") return `Topics, each with \`qubix help TOPIC\`:\n\n${pairs(summaries())}`;
  const topic = words.length === 1 && Object.hasOwn(HELP_TOPICS, first!) ? HELP_TOPICS[first!] : undefined;
  if (topic) return `${topic.summary}\n${topic.text}`;
  let command = program;
  for (const word of words) {
    const found = command.commands.find((one) => one.name() === word);
    if (!found) {
      const path = words.join(" ");
      throw new CliError(
        "NO_SUCH_HELP",
        `There is no command or topic "${path}".`,
        "See `qubix help` and `qubix help topics`.",
      );
    }
    command = found;
  }
  let text = "";
  // The same as --help, with the examples that are added after it.
  command.configureOutput({ writeOut: (more) => (text += more) });
  command.outputHelp();
  return text;
}

function summaries(): Record<string, string> {
  return Object.fromEntries(Object.entries(HELP_TOPICS).map(([name, { summary }]) => [name, summary]));
}
