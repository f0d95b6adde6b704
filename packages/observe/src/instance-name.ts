import { hostname } from "node:os";

/** Tells this process from others of its service, in logs and traces. */
export function instanceName(): string {
  return `${hostname()}:${process.pid}`;
}
