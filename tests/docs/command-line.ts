import { type CommandNode, type CommandOption, commandTree, createProgram, examplesOf, HELP_TOPICS } from "@qubix/cli";

/** The reference of the command line, as Markdown, from the commands themselves. */
export function commandLineReference(): string {
  const tree = commandTree(createProgram());
  const [root, ...commands] = tree as [CommandNode, ...CommandNode[]];
  const common = optionsOfMost(commands);
  const parts = [
    "# Command line",
    "This page is written by `npm run docs:cli` from the commands themselves, and each example in it is run by a test. " +
      "`qubix COMMAND --help` says the same.",
    rows(
      ["command", ""],
      root.children.map(({ name, summary }) => [linkTo(name), summary]),
    ),
    "## Options of most commands",
    optionRows(commands, common),
    "Commands that ask neither hub nor chain take only the first three.",
    ...topics(),
    ...commands.flatMap((node) => sectionOf(node, common)),
  ];
  return `${parts.join("\n\n")}\n`;
}

function topics(): string[] {
  return Object.entries(HELP_TOPICS).flatMap(([name, { summary, text }]) => [
    `## About ${name.replaceAll("-", " ")}`,
    `${summary[0]!.toUpperCase()}${summary.slice(1)} (\`qubix help ${name}\`).`,
    `\`\`\`text\n${text.replace(/^\n/, "")}\n\`\`\``,
  ]);
}

function sectionOf(node: CommandNode, common: Set<string>): string[] {
  const own = node.options.filter(({ flags }) => !common.has(flags.join(", ")));
  const level = node.path.includes(" ") ? "###" : "##";
  const isGroup = node.children.length > 0;
  const examples = examplesOf(node.command).join("\n");
  return [
    `${level} ${node.path}`,
    node.summary,
    ...(isGroup
      ? [
          rows(
            ["command", ""],
            node.children.map(({ name, summary }) => [linkTo(`${node.path} ${name}`), summary]),
          ),
        ]
      : [`\`qubix ${node.usage}\``]),
    ...(own.length > 0 && !isGroup ? [rows(["option", ""], own.map(optionRow))] : []),
    ...(examples ? [`\`\`\`sh elsewhere\n${examples}\n\`\`\``] : []),
  ];
}

const linkTo = (path: string) => `[\`${path}\`](#${anchorOf(path)})`;

/** Options that most commands have, in the order of the help. */
function optionsOfMost(commands: CommandNode[]): Set<string> {
  const leaves = commands.filter(({ children }) => children.length === 0);
  const counts = new Map<string, number>();
  for (const { flags } of leaves.flatMap(({ options }) => options))
    counts.set(flags.join(", "), (counts.get(flags.join(", ")) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count > leaves.length / 2).map(([flags]) => flags));
}

function optionRows(commands: CommandNode[], common: Set<string>): string {
  const whole = commands.find(({ options }) =>
    [...common].every((name) => options.some((one) => one.flags.join(", ") === name)),
  );
  const options = whole?.options.filter(({ flags }) => common.has(flags.join(", "))) ?? [];
  return rows(["option", ""], options.map(optionRow));
}

function optionRow({ term, description }: CommandOption): string[] {
  return [`\`${term}\``, description];
}

function rows(head: string[], lines: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...lines.map(line)].join("\n");
}

const anchorOf = (path: string) => path.replaceAll(" ", "-");
