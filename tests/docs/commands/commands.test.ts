import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { navigationOf } from "@qubix/docs/navigation";
import { pageFiles, ROOT, readPage } from "@qubix/docs/repository";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ELSEWHERE } from "./elsewhere.ts";
import { type Block, readBlocks } from "./read-blocks.ts";
import { Reader } from "./reader.ts";

/** Its examples are run by a test of the command line, with its own names. */
const OWN_TEST = ["docs/cli.md"];
/** All documents with commands, in the order in which they are read, on the network that the first one starts. */
const PAGES = navigationOf(pageFiles())
  .flatMap(({ files }) => files)
  .filter((file) => !OWN_TEST.includes(file));
/** A page reads long on a busy machine: each job goes over dozens of ticks. */
const PAGE_MS = 600_000;

const blocks = new Map(PAGES.map((file) => [file, readBlocks(file, readPage(file))]));
const readable = PAGES.filter((file) => blocks.get(file)!.some(({ way }) => way.kind !== "elsewhere"));
const sandbox = mkdtempSync(join(tmpdir(), "qubix-documents-"));
const environment: NodeJS.ProcessEnv = {
  ...process.env,
  QUBIX_HOME: join(sandbox, "home"),
  PATH: `${join(sandbox, "bin")}:${process.env.PATH}`,
};

const firstLine = ({ commands }: Block) => commands.trimEnd().split("\n")[0]!;
const network = blocks.get("docs/quickstart.md")!.find(({ way }) => way.kind === "stays")!;
const operator = openReader("operator");

describe("each command in the guides works", () => {
  beforeAll(async () => {
    mkdirSync(join(sandbox, "bin"));
    const program = join(ROOT, "apps/cli/bin/qubix.mjs");
    writeFileSync(join(sandbox, "bin/qubix"), `#!/bin/sh\nexec node '${program}' "$@"\n`, { mode: 0o755 });
    await type(operator, network);
    const profile = JSON.parse(readFileSync(join(sandbox, "home/profiles/local.json"), "utf8"));
    // What documents mean by these names: the hub, a job of one's own, somebody else.
    environment.HUB = profile.hub;
    await operator.run(`
      KEY=$(qubix job submit --wasm examples/dist/endurance.wasm --arg 20 --id-only --wait)
      qubix wallet create somebody --passphrase-file <(echo "of somebody")`);
    environment.KEY = operator.variable("KEY");
    environment.IDENTITY = JSON.parse(readFileSync(join(sandbox, "home/wallets/somebody.json"), "utf8")).identity;
  }, PAGE_MS);

  afterAll(async () => {
    await operator.leave();
    rmSync(sandbox, { recursive: true, force: true });
  }, PAGE_MS);

  test.each(readable)(
    "%s",
    async (file) => {
      const reader = openReader(file.replaceAll("/", "-"));
      try {
        for (const block of blocks.get(file)!) if (block !== network) await type(reader, block);
      } finally {
        await reader.leave();
      }
    },
    PAGE_MS,
  );
});

test("what is run elsewhere is known, and nothing else is left out", () => {
  const left = [...blocks.values()].flat().filter(({ way }) => way.kind === "elsewhere");
  expect(left.map((block) => [block.file, firstLine(block)])).toEqual(
    ELSEWHERE.map(([file, command]) => [file, command]),
  );
});

/** A folder of its own that looks like the checkout, and a shell in it. */
function openReader(name: string): Reader {
  const folder = join(sandbox, name);
  mkdirSync(folder);
  for (const entry of readdirSync(ROOT))
    if (!entry.startsWith(".")) symlinkSync(join(ROOT, entry), join(folder, entry));
  return new Reader(folder, environment, join(sandbox, `${name}.variables`));
}

async function type(reader: Reader, block: Block): Promise<void> {
  const { file, line, commands, way } = block;
  try {
    if (way.kind === "run") await reader.run(commands);
    if (way.kind === "stays") await reader.stay(commands, way.until);
  } catch (error) {
    throw new Error(`${file}:${line} (${firstLine(block)}): ${(error as Error).message}`);
  }
}
