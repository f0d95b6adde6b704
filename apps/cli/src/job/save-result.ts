import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { OpenedResult } from "@qubix/client";
import type { UsageStatement } from "@qubix/protocol";
import { pairs, quText, table } from "../output/printer.ts";

/** A result whose outputs lie on the disk. */
export interface SavedResult {
  attempt: number;
  resultDigest: string;
  outcome: string;
  exitCode: number;
  usage: UsageStatement | undefined;
  folder: string;
  files: { path: string; file: string; bytes: number }[];
}

/** Writes a result's outputs below a folder; without one, below one that is named after the job. Their paths can't leave it. */
export function saveResult(key: string, opened: OpenedResult, to: string | undefined): SavedResult {
  const folder = resolve(to ?? `job-${key.slice(0, 8)}`);
  const files = [...opened.outputs].map(([path, bytes]) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    return { path, file, bytes: bytes.length };
  });
  const { result, attempt, resultDigest, usage } = opened;
  const { outcome, exitCode } = result;
  return { attempt, resultDigest, outcome, exitCode, usage, folder, files };
}

/** A saved result for people. */
export function resultText({ attempt, resultDigest, outcome, exitCode, usage, folder, files }: SavedResult): string {
  const head = pairs({
    outcome: exitCode ? `${outcome} ${exitCode}` : outcome,
    attempt,
    "result digest": resultDigest,
    charge: usage && quText(usage.charge),
    used: usage && usageText(usage),
    folder: files.length > 0 ? folder : undefined,
  });
  if (files.length === 0) return `${head}\nIt has written no files.`;
  const rows = files.map(({ path, bytes }) => [path, bytes.toLocaleString("en-US")]);
  return `${head}\n\n${table(["file", "bytes"], rows)}`;
}

function usageText({ wallMs, fuel }: UsageStatement): string {
  const time = `${(wallMs / 1000).toFixed(1)} s`;
  return fuel === undefined ? time : `${time}, ${BigInt(fuel).toLocaleString("en")} fuel`;
}
