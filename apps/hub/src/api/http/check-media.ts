import type { Route } from "@qubix/protocol";
import type { Request } from "express";
import { Problem } from "../../problem.ts";

const OCTETS = "application/octet-stream";

/** Whether the answer's type is one that the client takes. @throws Problem NOT_ACCEPTABLE */
export function checkAccept(request: Request, { response }: Route): void {
  if (response === "none") return;
  const type = response === "binary" ? OCTETS : response === "event-stream" ? "text/event-stream" : "application/json";
  if (!request.accepts(type)) throw new Problem("NOT_ACCEPTABLE", `This route answers ${type}.`);
}

/** Whether the body is of the route's type. @throws Problem UNSUPPORTED_MEDIA_TYPE */
export function checkContentType(request: Request, { body }: Route): void {
  if (body === undefined || body === "binary") return;
  const type = request.headers["content-type"];
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(type ?? "")?.[1]?.toLowerCase() ?? "utf-8";
  const encoding = request.headers["content-encoding"] ?? "identity";
  if (!/^application\/json\s*(?:;|$)/i.test(type ?? "") || charset !== "utf-8" || encoding !== "identity")
    throw new Problem("UNSUPPORTED_MEDIA_TYPE", "The body must be application/json in UTF-8, not compressed.");
}
