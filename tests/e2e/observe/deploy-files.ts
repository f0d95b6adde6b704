import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A file or folder below `deploy/`. */
export const deployed = (path: string): string => fileURLToPath(new URL(`../../../deploy/${path}`, import.meta.url));

export interface Panel {
  id: number;
  type: string;
  title: string;
  datasource?: { type: string; uid: string };
  gridPos: { x: number; y: number; w: number; h: number };
  targets?: { expr: string; refId: string; datasource: { uid: string } }[];
}

export interface Dashboard {
  file: string;
  uid: string;
  title: string;
  panels: Panel[];
  templating: { list: { name: string; type: string; query: string }[] };
}

export function dashboards(): Dashboard[] {
  const folder = deployed("grafana/dashboards");
  return readdirSync(folder).map((file) => ({ file, ...JSON.parse(readFileSync(`${folder}/${file}`, "utf8")) }));
}

/** The alerts in a file of rules. */
export function alertNames(): string[] {
  const rules = readFileSync(deployed("prometheus/rules/alerts.yml"), "utf8");
  return [...rules.matchAll(/^\s+- alert: (\w+)$/gm)].map(([, name]) => name!);
}
