import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";

/** By path: when a file was last written, and its size. */
type Inputs = Record<string, [modifiedMs: number, bytes: number]>;

/** Whether a compiled program is there, and everything that it was made from is as it was then. */
export function areUnchanged(target: string): boolean {
  try {
    const inputs = JSON.parse(readFileSync(notePath(target), "utf8")) as Inputs;
    return statSync(target).isFile() && Object.entries(inputs).every(([path, state]) => isAt(path, state));
  } catch {
    return false;
  }
}

/** Remembers what a program was made from, unless some of it was written meanwhile: then it is made again next time. */
export function noteInputs(target: string, paths: readonly string[], startedAt: number): void {
  const states = paths.map((path) => [path, stateOf(path)] as const);
  if (states.some(([, [modifiedMs]]) => modifiedMs >= startedAt)) rmSync(notePath(target), { force: true });
  else writeWhole(notePath(target), JSON.stringify(Object.fromEntries(states)));
}

/** Whole or not at all, since several processes may compile the same program at once. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}

const notePath = (target: string) => `${target}.inputs`;

function stateOf(path: string): Inputs[string] {
  const { mtimeMs, size } = statSync(path);
  return [mtimeMs, size];
}

function isAt(path: string, [modifiedMs, bytes]: Inputs[string]): boolean {
  const [modifiedNow, bytesNow] = stateOf(path);
  return modifiedNow === modifiedMs && bytesNow === bytes;
}
