import { fileURLToPath } from "node:url";

/** The programs of a local network, by file: nothing here imports them. */
export const PROGRAMS = {
  devnet: fileURLToPath(import.meta.resolve("@qubix/devnet/main")),
  ocMachine: fileURLToPath(import.meta.resolve("@qubix/oc-machine/main")),
  hub: fileURLToPath(import.meta.resolve("@qubix/hub/main")),
  agent: fileURLToPath(import.meta.resolve("@qubix/agent/main")),
} as const;
