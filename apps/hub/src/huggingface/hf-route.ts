import { EMPTY_BODY_DIGEST, type Scope, sha256Hex } from "@qubix/protocol";
import type { Request, Response } from "express";
import type { z } from "zod";
import { authenticate, originOf } from "../api/authenticate.ts";
import { readJson } from "../api/http/read-json.ts";
import type { Api } from "../api/mount-route.ts";
import { readBody } from "../api/read-body.ts";
import type { Caller } from "../auth/caller.ts";
import { noteInScope } from "../observe/request-scope.ts";
import { Problem } from "../problem.ts";
import { sendHfError } from "./send-hf-error.ts";

const MAX_BODY = 4 * 1024 * 1024;

/** One address of the conventions. */
export interface HfRoute<Params, Body> {
  /** For logs and figures. */
  name: string;
  method: "get" | "head" | "put" | "post" | "delete";
  path: string;
  /** What a token needs, when it is sent. */
  scope: Scope;
  /** Whether there must be somebody. */
  signedIn?: true;
  params?: z.ZodType<Params>;
  /** Shape of a JSON body; without it the handler reads the body itself, or there is none. */
  body?: z.ZodType<Body>;
  handle(request: HfRequest<Params, Body>, response: Response): Promise<object | undefined>;
}

export interface HfRequest<Params, Body> {
  params: Params;
  body: Body;
  caller: Caller | undefined;
  raw: Request;
  /** Where this hub is reached: `https://hub.example`. */
  base: string;
}

/**
 * Puts one address on the server that tools for another hub ask for. It stands beside the API and does what the API does:
 * the same limits, credentials (an API key or access token as bearer), services and refusals, told in their words.
 */
export function mountHf<Params, Body>(api: Api, route: HfRoute<Params, Body>): void {
  api.app[route.method](route.path, async (raw: Request, response: Response) => {
    const base = () => `${raw.protocol}://${originOf(api, raw)}`;
    try {
      noteInScope({ route: `hf.${route.name}` });
      const bytes = route.body && (await readBody(raw, MAX_BODY, api.context.config.limits.bodyMs));
      const digest = bytes === undefined ? EMPTY_BODY_DIGEST : sha256Hex(bytes);
      const caller = await authenticate(api, raw, raw.originalUrl, digest);
      if (caller === undefined && route.signedIn)
        throw new Problem("UNSIGNED", "Set HF_TOKEN to an API key of this hub.");
      if (caller?.scopes?.includes(route.scope) === false)
        throw new Problem("SCOPE_MISSING", `This needs the scope ${route.scope}.`, { scope: route.scope });
      if (caller !== undefined) {
        noteInScope({ identity: caller.identity, via: caller.via });
        await api.rates.ofCaller(caller.identity, { auth: "account" }, raw, response);
      }
      const params = (route.params?.parse(raw.params) ?? {}) as Params;
      const body = (bytes === undefined ? undefined : route.body!.parse(readJson(bytes, {}))) as Body;
      const answer = await route.handle({ params, body, caller, raw, base: base() }, response);
      if (answer === undefined) return;
      response.vary("Authorization").set("Cache-Control", caller === undefined ? "no-cache" : "private, no-cache");
      response.type("application/json").send(JSON.stringify(answer));
    } catch (error) {
      sendHfError(raw, response, error, api.context.log);
    }
  });
}
