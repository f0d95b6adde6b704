import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Localnet, type LocalnetOptions, startLocalnet } from "@qubix/localnet";

const BUILT = fileURLToPath(new URL("../../../apps/web/dist/index.html", import.meta.url));

/** A local network whose hub serves the web app. */
export interface BrowserNetwork {
  /** Where the page is, without a slash at the end. */
  url: string;
  local: Localnet;
  close(): Promise<void>;
}

/** Starts a network of real processes: a provider with an agent, unless told otherwise, and no jobs yet. */
export async function openNetwork(options: Partial<Omit<LocalnetOptions, "folder">> = {}): Promise<BrowserNetwork> {
  if (!existsSync(BUILT)) throw new Error("The web app is not built. Run `npm run build`, then try again.");
  const folder = mkdtempSync(join(tmpdir(), "qubix-browser-"));
  const local = await startLocalnet({
    providers: [{ name: "paula", stake: 10_000_000n, minPrice: 100n, capacity: 2 }],
    accounts: {},
    ...options,
    folder,
  });
  return {
    url: local.hub.url.replace(/\/$/, ""),
    local,
    async close() {
      await local.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
