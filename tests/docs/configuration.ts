import { AgentConfig } from "@qubix/agent";
import { hubConfigSchema } from "@qubix/hub";
import { ocMachineConfigSchema } from "@qubix/oc-machine";
import { z } from "zod";

/** A setting as JSON Schema tells it. */
interface Setting {
  type?: string;
  description?: string;
  default?: unknown;
  enum?: unknown[];
  items?: Setting;
  anyOf?: Setting[];
  const?: unknown;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, Setting>;
  required?: string[];
}

const PROGRAMS = [
  ["Hub", "hub --config FILE", hubConfigSchema],
  ["Agent", "agent --config FILE", AgentConfig],
  ["OC machine", "oc-machine --config FILE", ocMachineConfigSchema],
] as const;

/** The reference of all settings, as Markdown, from the schemas that the programs check them with. */
export function configurationReference(): string {
  const parts = PROGRAMS.map(([title, usage, schema]) => {
    const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: "input" }) as Setting;
    const rows = rowsOf(properties, required, "");
    return `## ${title}\n\n\`${usage}\`\n\n| setting | value | default | |\n|---|---|---|---|\n${rows.join("\n")}\n`;
  });
  return `# Configuration\n\nEach program reads one JSON object. Settings with a default may be left out; one that is not listed here is refused. This
page is written by \`npm run docs:configuration\` from the schemas in the code.\n\n${parts.join("\n")}`;
}

function rowsOf(properties: Record<string, Setting>, required: string[], prefix: string): string[] {
  return Object.entries(properties).flatMap(([name, setting]) => {
    const path = prefix + name;
    const inner = setting.properties;
    const needed = required.includes(name) && setting.default === undefined && !inner;
    const shown = setting.default === undefined || inner ? (needed ? "required" : "") : code(setting.default);
    const row = `| \`${path}\` | ${inner ? "" : kindOf(setting)} | ${shown} | ${cell(setting.description ?? "")} |`;
    return inner ? [row, ...rowsOf(inner, setting.required ?? [], `${path}.`)] : [row];
  });
}

function kindOf({ type, enum: values, items, anyOf, const: only, minimum, maximum }: Setting): string {
  if (only !== undefined) return code(only);
  if (values) return values.map(code).join(", ");
  if (anyOf) return anyOf.map(kindOf).join(" or ");
  if (type === "array" && items)
    return items.properties ? `list of {${Object.keys(items.properties).join(", ")}}` : `list of ${kindOf(items)}`;
  if (type !== "integer" && type !== "number") return type ?? "";
  const lower = minimum !== undefined && minimum > -Number.MAX_SAFE_INTEGER ? minimum : undefined;
  const upper = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? maximum : undefined;
  const kind = type === "integer" ? "whole number" : "number";
  return lower === undefined && upper === undefined ? kind : `${kind}, ${lower ?? ""}…${upper ?? ""}`;
}

const code = (value: unknown) => `\`${cell(JSON.stringify(value))}\``;
const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
