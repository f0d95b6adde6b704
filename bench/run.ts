/**
 * `npm run bench -- NAME [--json]`: runs one benchmark and prints what it measured and on which machine.
 * With `--json` the last line of standard output is one JSON object; explanations go to standard error.
 */
import { arch, cpus, platform, totalmem } from "node:os";
import { parseArgs } from "node:util";

type Bench = () => Promise<Record<string, unknown>>;

const benches: Record<string, { about: string; load: () => Promise<{ bench: Bench }> }> = {
  bundle: { about: "451 signatures verified, beside the emscripten kit", load: () => import("./bundle.ts") },
  devnet: { about: "a local network's start: time and memory", load: () => import("./devnet.ts") },
  match: { about: "one job matched among 1,000 to 100,000 offers", load: () => import("./match.ts") },
  noop: { about: "1,000 jobs that do nothing, through the whole chain path", load: () => import("./noop.ts") },
};

function usage(): string {
  const lines = Object.entries(benches).map(([name, { about }]) => `  ${name.padEnd(8)} ${about}`);
  return `Usage: npm run bench -- NAME [--json]\n\n${lines.join("\n")}\n`;
}

/** The machine a figure belongs to, as recorded in RESULTS.md. */
function machine(): string {
  const model = cpus()[0]?.model.trim() ?? "unknown CPU";
  return `${cpus().length} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()} ${arch()}, Node ${process.version}`;
}

const { values, positionals } = parseArgs({
  options: { json: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
  allowPositionals: true,
});
const chosen = benches[positionals[0] ?? ""];
if (values.help || !chosen) {
  process.stdout.write(usage());
  process.exit(values.help ? 0 : 2);
}
const figures = await (await chosen.load()).bench();
console.error(`${positionals[0]} on ${machine()}, ${new Date().toISOString().slice(0, 10)}`);
if (values.json) console.log(JSON.stringify(figures));
else console.table(figures);
process.exit(0);
