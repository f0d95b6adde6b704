import type { Store } from "@qubix/store";
import type { Logger } from "winston";
import type { HubConfig } from "../config.ts";
import { AccessTokens } from "./access-tokens.ts";
import { ApiKeys } from "./api-keys.ts";
import { Sessions } from "./sessions.ts";
import { Tickets } from "./tickets.ts";
import { TokenKeys } from "./token-keys.ts";

/** All that proves who asks. */
export interface Auth {
  keys: TokenKeys;
  tokens: AccessTokens;
  sessions: Sessions;
  apiKeys: ApiKeys;
  tickets: Tickets;
}

export interface AuthParts {
  store: Store;
  config: HubConfig["auth"];
  /** The network's id. */
  network: string;
  /** The hub's hot key. */
  keyPair: { identity: string; subseed: Uint8Array };
  log: Logger;
}

export function makeAuth({ store, config, network, keyPair, log }: AuthParts): Auth {
  const keys = new TokenKeys(store, keyPair.subseed, config.accessSeconds * 1000);
  const tokens = new AccessTokens({ keys, network, issuer: keyPair.identity, now: () => store.clock.now() });
  const sessions = new Sessions({ store, tokens, network, idleMs: config.sessionDays * 86_400_000, log });
  return { keys, tokens, sessions, apiKeys: new ApiKeys(store), tickets: new Tickets(store) };
}
