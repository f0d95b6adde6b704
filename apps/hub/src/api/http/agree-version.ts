import { agreeProtocol, PROTOCOL, PROTOCOL_HEADER, parseProtocol, protocolText } from "@qubix/protocol";
import type { NextFunction, Request, Response } from "express";
import { Problem } from "../../problem.ts";

/**
 * Says which versions of the protocol this hub speaks, and refuses a client that says it speaks none of them. A client
 * that says nothing is taken at its word by the shape of what it sends.
 */
export function agreeVersion(request: Request, response: Response, next: NextFunction): void {
  const own = protocolText(PROTOCOL);
  response.set(PROTOCOL_HEADER, own);
  const text = request.get(PROTOCOL_HEADER);
  if (text !== undefined) {
    const theirs = parseProtocol(text);
    if (theirs === undefined)
      throw new Problem("INVALID_REQUEST", `${PROTOCOL_HEADER} is "<oldest>-<newest>", such as "${own}".`);
    if (agreeProtocol(theirs, PROTOCOL) === undefined)
      throw new Problem("VERSION_UNSUPPORTED", `You speak versions ${text}, this hub ${own}.`, { hub: own });
  }
  next();
}
