/**
 * `npm run bench -- NAME [--json]`: runs one benchmark and prints what it measured and on which machine.
 * With `--json` the last line of standard output is one JSON object; explanations go to standard error.
 */
import { arch, cpus, platform, totalmem } from "node:os";

/** Takes what the command line says after its name. */
type Bench = (args: string[]) => Promise<object>;

const benches: Record<string, { about: string; load: () => Promise<{ bench: Bench }> }> = {
  api: { about: "reads and submissions that a hub answers in a second", load: () => import("./api.ts") },
  bundle: { about: "451 signatures verified, beside the emscripten kit", load: () => import("./bundle.ts") },
  devnet: { about: "a local network's start: time and memory", load: () => import("./devnet.ts") },
  live: { about: "10,000 live connections, and how soon readers hear", load: () => import("./live.ts") },
  match: { about: "one job matched among 1,000 to 100,000 offers", load: () => import("./match.ts") },
  models: { about: "a gigabyte up and down, beside nginx", load: () => import("./models.ts") },
  noop: { about: "jobs that do nothing, through the whole chain path", load: () => import("./noop.ts") },
  web: { about: "how soon pages of the web app are there, and what they load", load: () => import("./web.ts") },
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

const [name = "", ...rest] = process.argv.slice(2);
const chosen = benches[name];
if (!chosen || rest.includes("--help")) {
  process.stdout.write(usage());
  process.exit(chosen ? 0 : 2);
}
const figures = await (await chosen.load()).bench(rest.filter((argument) => argument !== "--json"));
console.error(`${name} on ${machine()}, ${new Date().toISOString().slice(0, 10)}`);
if (rest.includes("--json")) console.log(JSON.stringify(figures));
else console.dir(figures, { depth: null });
process.exit(0);
