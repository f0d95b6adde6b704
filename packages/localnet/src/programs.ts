import { fileURLToPath } from "node:url";

const program = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** The programs of a local network, by file: nothing here imports them. */
export const PROGRAMS = {
  devnet: program("packages/devnet/src/main.ts"),
  ocMachine: program("apps/oc-machine/src/main.ts"),
  hub: program("apps/hub/src/main.ts"),
  agent: program("apps/agent/src/main.ts"),
} as const;
