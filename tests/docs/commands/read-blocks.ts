import { parseMarkdown } from "@qubix/docs/markdown";

/** How a test treats the commands of a block. */
export type Way =
  /** Run to their end, which must be good. */
  | { kind: "run" }
  /** Run beside what follows, and ended with Ctrl-C. It is there once it has printed `until`. */
  | { kind: "stays"; until: string }
  /** Can't run on a machine of its own: another test does, or the reader. */
  | { kind: "elsewhere" };

/** Commands in a document. */
export interface Block {
  file: string;
  line: number;
  commands: string;
  way: Way;
}

const SHELLS = ["sh", "bash", "console"];

/**
 * The commands of a document, in order: its fenced blocks of `sh`, and of `console` the lines after a prompt.
 * @throws Error for a block that looks like commands and doesn't say so, or says something else
 */
export function readBlocks(file: string, markdown: string): Block[] {
  return parseMarkdown(markdown).flatMap(({ type, info, content, map }): Block[] => {
    if (type !== "fence" && type !== "code_block") return [];
    const line = (map?.[0] ?? 0) + 1;
    const [language = "", ...words] = info.trim().split(/\s+/);
    if (!SHELLS.includes(language)) {
      if (language === "" && /^(\$ |qubix |npm )/m.test(content))
        throw new Error(`${file}:${line} has commands, but is not marked as sh or console.`);
      return [];
    }
    const commands = language === "console" ? typed(content) : content;
    return [{ file, line, commands, way: wayOf(words.join(" "), `${file}:${line}`) }];
  });
}

/** What somebody typed in a session at a terminal: after a prompt, and in lines that go on after a quote or backslash. */
function typed(session: string): string {
  return [...session.matchAll(/^\$ (.*(?:\n> .*)*)$/gm)]
    .map(([, command]) => command!.replaceAll("\n> ", "\n"))
    .join("\n");
}

function wayOf(words: string, where: string): Way {
  if (words === "") return { kind: "run" };
  if (words === "elsewhere") return { kind: "elsewhere" };
  const until = /^stays "(.+)"$/.exec(words)?.[1];
  if (until === undefined) throw new Error(`${where} is marked with "${words}", which means nothing.`);
  return { kind: "stays", until };
}
