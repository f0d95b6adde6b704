import { accountOf } from "../auth/account-of.ts";
import { originOf } from "./authenticate.ts";
import { type Api, mountRoute } from "./mount-route.ts";

/** Signing in, sessions, API keys, socket tickets, and who one is. */
export function mountAccount(api: Api): void {
  const { auth } = api.context;
  const { sessions, apiKeys, tickets, keys } = auth;

  mountRoute(api, "createChallenge", async ({ body, raw }, response) => {
    await api.rates.ofSignIn(raw, response);
    return sessions.challenge(body.identity, originOf(api, raw));
  });
  mountRoute(api, "createSession", async ({ body, raw }, response) => {
    await api.rates.ofSignIn(raw, response);
    return sessions.open(body, originOf(api, raw));
  });
  mountRoute(api, "refreshSession", async ({ body, raw }, response) => {
    await api.rates.ofSignIn(raw, response);
    return sessions.refresh(body.refreshToken, originOf(api, raw));
  });
  mountRoute(api, "endSession", async ({ caller }, response) => {
    await sessions.end(caller.session, caller.identity);
    response.status(204).end();
    return undefined;
  });
  mountRoute(api, "listSessions", async ({ caller }) => {
    return { items: await sessions.list(caller.identity, caller.session) };
  });
  mountRoute(api, "revokeSession", async ({ caller, params }, response) => {
    await sessions.end(params.session, caller.identity);
    response.status(204).end();
    return undefined;
  });
  mountRoute(api, "createTicket", ({ caller }) => tickets.make(caller));
  mountRoute(api, "getJwks", async () => ({ keys: await keys.jwks() }));
  mountRoute(api, "getAccount", ({ caller }) => accountOf(api.context, caller));
  mountRoute(api, "createApiKey", ({ caller, body }) => apiKeys.make(caller.identity, body));
  mountRoute(api, "listApiKeys", async ({ caller }) => ({ items: await apiKeys.list(caller.identity) }));
  mountRoute(api, "revokeApiKey", async ({ caller, params }, response) => {
    await apiKeys.revoke(params.id, caller.identity);
    response.status(204).end();
    return undefined;
  });
}
