import type { Request } from "express";
import { Problem } from "../problem.ts";

/** How long a streamed body is, by its own word, which HTTP holds it to. @throws Problem LENGTH_REQUIRED */
export function lengthOf(request: Request): number {
  const header = request.get("content-length") ?? "";
  if (/^[0-9]{1,15}$/.test(header)) return Number(header);
  throw new Problem("LENGTH_REQUIRED", "Uploads say how long they are.");
}
