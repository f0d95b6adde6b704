import type { CommandNode } from "./command-tree.ts";

export const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

/** A script that completes the commands of a tree in a shell. It asks nobody and starts nothing. */
export function completionScript(shell: Shell, tree: CommandNode[]): string {
  return { bash, zsh, fish }[shell](tree);
}

const wordsOf = ({ children, options }: CommandNode) => [
  ...children.map(({ name }) => name),
  ...options.flatMap(({ flags }) => flags),
];

const below = (tree: CommandNode[]) => tree.filter(({ path }) => path !== "").map(({ path }) => path);

/** `case` branches: what may stand behind each command, and behind each option that takes one of some words. */
function branches(tree: CommandNode[]): { words: string[]; choices: string[] } {
  const words = tree.map((node) => `    '${node.path}') list='${wordsOf(node).join(" ")}' ;;`);
  const choices = tree.flatMap(({ path, options }) =>
    options
      .filter((option) => option.choices.length > 0)
      .flatMap(({ flags, choices }) => flags.map((flag) => `    '${path} ${flag}') list='${choices.join(" ")}' ;;`)),
  );
  return { words, choices };
}

function bash(tree: CommandNode[]): string {
  const { words, choices } = branches(tree);
  return `# Completion of qubix for bash. In ~/.bashrc: source <(qubix completion bash)
_qubix() {
  local at='' list='' word i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    case "\${at:+$at }$word" in
    ${below(tree).map(quoted).join(" | ")}) at="\${at:+$at }$word" ;;
    esac
  done
  case "$at" in
${words.join("\n")}
  esac
  case "$at \${COMP_WORDS[COMP_CWORD - 1]}" in
${choices.join("\n")}
  esac
  COMPREPLY=($(compgen -W "$list" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _qubix qubix
`;
}

function zsh(tree: CommandNode[]): string {
  const { words, choices } = branches(tree);
  return `#compdef qubix
# Completion of qubix for zsh. In ~/.zshrc, after compinit: source <(qubix completion zsh)
_qubix() {
  local at='' list='' word i
  for ((i = 2; i < CURRENT; i++)); do
    word="\${words[i]}"
    case "\${at:+$at }$word" in
    ${below(tree).map(quoted).join(" | ")}) at="\${at:+$at }$word" ;;
    esac
  done
  case "$at" in
${words.join("\n")}
  esac
  case "$at \${words[CURRENT - 1]}" in
${choices.join("\n")}
  esac
  compadd -- \${=list} || _files
}
compdef _qubix qubix
`;
}

function fish(tree: CommandNode[]): string {
  const lines = tree.flatMap(({ path, children, options }) => {
    const at = `-n "__qubix_at '${path}'"`;
    return [
      ...children.map(({ name, summary }) => `complete -c qubix ${at} -f -a ${name} -d ${fishText(summary)}`),
      ...options.map(({ flags, description, takesValue, choices }) => {
        const names = flags.map((flag) => (flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
        const value = choices.length > 0 ? ` -x -a ${quoted(choices.join(" "))}` : takesValue ? " -r" : "";
        return `complete -c qubix ${at} ${names.join(" ")}${value} -d ${fishText(description)}`;
      }),
    ];
  });
  return `# Completion of qubix for fish: qubix completion fish > ~/.config/fish/completions/qubix.fish
function __qubix_at
  set -l at ''
  for word in (commandline -opc)[2..-1]
    set -l next (string trim "$at $word")
    switch $next
      case ${below(tree).map(quoted).join(" ")}
        set at $next
    end
  end
  test "$at" = "$argv[1]"
end
${lines.join("\n")}
`;
}

const quoted = (text: string) => `'${text}'`;
const fishText = (text: string) => `'${text.replaceAll(/[\\']/g, "\\$&")}'`;
