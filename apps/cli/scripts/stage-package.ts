import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { BUNDLED, type Bundled, SERVED } from "./bundled.ts";
import { bundledManifest, packageManifest, type Workspace } from "./manifests.ts";
import { toJavascript } from "./to-javascript.ts";

const BIN = '#!/usr/bin/env node\nimport "@qubix/cli/main";\n';
/** Folders of code that only tests use, and where builds note what they were made from. */
const LEFT_OUT = /(^|\/)(test|testing)(\/|$)|\.test\.ts$|\.inputs$|\.d\.ts$/;

/**
 * Lays out the package in an empty folder: each workspace below node_modules/@qubix, its TypeScript as JavaScript under the
 * same paths, so that everything finds what it names by its own place.
 */
export async function stagePackage(repository: string, target: string): Promise<void> {
  const workspaces: Workspace[] = [];
  for (const one of BUNDLED) workspaces.push(await stageWorkspace(repository, target, one));
  for (const one of SERVED) {
    // It was built from its dependencies: nobody needs them any more.
    workspaces.push({ ...(await stageWorkspace(repository, target, one)), dependencies: {} });
  }
  const cli = readJson(join(repository, "apps/cli/package.json"));
  const { engines } = readJson(join(repository, "package.json"));
  write(join(target, "package.json"), json(packageManifest(cli, workspaces, engines)));
  write(join(target, "bin/qubix.js"), BIN);
  for (const name of ["README.md", "LICENSE"]) copyFileSync(join(repository, name), join(target, name));
}

async function stageWorkspace(repository: string, target: string, { folder, contents }: Bundled): Promise<Workspace> {
  const from = join(repository, folder);
  const workspace: Workspace = readJson(join(from, "package.json"));
  const to = join(target, "node_modules", workspace.name);
  for (const path of contents.flatMap((path) => filesBelow(from, path))) {
    if (path.endsWith(".ts")) {
      const code = await toJavascript(readFileSync(join(from, path), "utf8"), path);
      write(join(to, path.replace(/\.ts$/, ".js")), code);
    } else {
      mkdirSync(dirname(join(to, path)), { recursive: true });
      copyFileSync(join(from, path), join(to, path));
    }
  }
  write(join(to, "package.json"), json(bundledManifest(workspace, (path) => existsSync(join(to, path)))));
  return workspace;
}

/** Paths of all files that are packed, from the workspace's folder. @throws Error when one is missing */
function filesBelow(folder: string, path: string): string[] {
  const whole = join(folder, path);
  if (!existsSync(whole)) throw new Error(`${whole} is missing. Run \`npm run build\` first.`);
  if (LEFT_OUT.test(path)) return [];
  if (statSync(whole).isFile()) return [path];
  return readdirSync(whole).flatMap((name) => filesBelow(folder, `${path}/${name}`));
}

function readJson(file: string) {
  return JSON.parse(readFileSync(file, "utf8"));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
