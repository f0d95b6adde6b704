// Draws the icons of the installed app from public/icon.svg, with Chromium: npx tsx apps/web/scripts/draw-icons.ts
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PUBLIC = fileURLToPath(new URL("../public/", import.meta.url));
/** A maskable icon is cut to any shape: its corners are full, and what matters is in the middle. */
const ICONS = [
  { name: "icon-192.png", size: 192, maskable: false },
  { name: "icon-512.png", size: 512, maskable: false },
  { name: "icon-maskable-512.png", size: 512, maskable: true },
];

const svg = readFileSync(join(PUBLIC, "icon.svg"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "qubix-icons-"));
for (const { name, size, maskable } of ICONS) {
  const drawing = maskable ? svg.replace(' rx="14"', "") : svg;
  const page = join(folder, "icon.html");
  const style = `html,body{margin:0;background:transparent}svg{display:block;width:${size}px;height:${size}px}`;
  writeFileSync(page, `<!doctype html><style>${style}</style>${drawing}`);
  execFileSync(process.env.CHROMIUM ?? "chromium", [
    ...["--headless", "--no-sandbox", "--hide-scrollbars", "--default-background-color=00000000"],
    ...[`--window-size=${size},${size}`, `--screenshot=${join(PUBLIC, name)}`, page],
  ]);
}
rmSync(folder, { recursive: true });
