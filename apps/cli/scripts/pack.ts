// npm run pack:cli: the whole command line as one file that npm installs on a machine with nothing but Node.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stagePackage } from "./stage-package.ts";

const repository = fileURLToPath(new URL("../../../", import.meta.url));
const staged = mkdtempSync(join(tmpdir(), "qubix-pack-"));
try {
  await stagePackage(repository, staged);
  const arguments_ = ["pack", "--silent", "--ignore-scripts", "--pack-destination", repository];
  const file = execFileSync("npm", arguments_, { cwd: staged, encoding: "utf8", shell: process.platform === "win32" });
  console.log(`Packed. Install it with: npm install --global ./${file.trim()}`);
} finally {
  rmSync(staged, { recursive: true, force: true });
}
