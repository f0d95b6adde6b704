// A chunk of its own: see works.ts.
export { createKeystore, openKeystore } from "@qubix/client";
