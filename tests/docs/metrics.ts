import { createAgentMetrics } from "@qubix/agent";
import { createDevnetMetrics } from "@qubix/devnet";
import { createMetrics } from "@qubix/hub";
import { Registry } from "@qubix/observe";
import { createOcMachineMetrics } from "@qubix/oc-machine";

const PROGRAMS: [title: string, register: (registry: Registry) => unknown][] = [
  ["Hub", createMetrics],
  ["Agent", createAgentMetrics],
  ["OC machine", createOcMachineMetrics],
  ["Devnet", createDevnetMetrics],
];

interface Declared {
  name: string;
  help: string;
  type: string;
  labelNames: readonly string[];
}

/** The reference of all metrics, as Markdown, from what the programs register. */
export function metricsReference(): string {
  const parts = PROGRAMS.map(([title, register]) => {
    const registry = new Registry();
    register(registry);
    const rows = (registry.getMetricsAsArray() as unknown as (Declared & object)[]).map(rowOf);
    return `## ${title}\n\n| metric | type | labels | |\n|---|---|---|---|\n${rows.join("\n")}\n`;
  });
  return `# Metrics

What each program tells at \`GET /metrics\`, beside \`qubix_build_info\` and the usual \`process_*\` and \`nodejs_*\` of Node.js. No label
holds a job's key, an identity or an address. This page is written by \`npm run docs:metrics\` from the code.

${parts.join("\n")}`;
}

function rowOf(metric: object): string {
  const { name, help, labelNames } = metric as Declared;
  const labels = labelNames.map((label) => `\`${label}\``).join(", ");
  return `| \`${name}\` | ${metric.constructor.name.toLowerCase()} | ${labels} | ${help.replaceAll("|", "\\|")} |`;
}
