import type { SessionTokens } from "@qubix/protocol";
import { HubClient } from "../hub/hub-client.ts";
import { HubError } from "../hub/hub-error.ts";
import type { Credentials } from "./credentials.ts";
import type { TokenStore } from "./token-store.ts";

/** A token that is good for less than this is replaced before it is used. */
const EARLY_MS = 30_000;

/** A session with a hub: gives access tokens, and renews them in time. */
export class HubSession implements Credentials {
  constructor(
    readonly hub: { url: string; network: string },
    readonly tokens: TokenStore,
  ) {}

  async authorization(): Promise<string | undefined> {
    let tokens = this.tokens.load();
    if (tokens !== undefined && tokens.accessExpiresAt - Date.now() < EARLY_MS) {
      await this.#refresh(tokens.accessToken);
      tokens = this.tokens.load();
    }
    return tokens && header(tokens);
  }

  async renew(refused: string): Promise<boolean> {
    const tokens = this.tokens.load();
    if (tokens === undefined) return false;
    if (header(tokens) === refused) await this.#refresh(tokens.accessToken);
    const now = this.tokens.load();
    return now !== undefined && header(now) !== refused;
  }

  /** Forgets tokens that are good for nothing any more, unless there are others meanwhile. */
  ended(refused: string): void {
    const tokens = this.tokens.load();
    if (tokens !== undefined && header(tokens) === refused) this.tokens.save(undefined);
  }

  /** Ends the session at the hub, and forgets its tokens in any case. @throws HubError when the hub could not be told */
  async signOut(): Promise<void> {
    if (this.tokens.load() === undefined) return;
    try {
      await new HubClient({ ...this.hub, session: this }).call("endSession", {});
    } catch (error) {
      if (!(error instanceof HubError && (error.status === 401 || error.status === 404))) throw error;
    } finally {
      this.tokens.save(undefined);
    }
  }

  /** Brings new tokens, unless somebody else has brought them meanwhile. Never repeated: a refresh token is good once. */
  #refresh(stale: string): Promise<void> {
    return this.tokens.alone(async () => {
      const tokens = this.tokens.load();
      if (tokens === undefined || tokens.accessToken !== stale) return;
      const hub = new HubClient({ ...this.hub, attempts: 1 });
      try {
        this.tokens.save(await hub.call("refreshSession", { body: { refreshToken: tokens.refreshToken } }));
      } catch (error) {
        if (error instanceof HubError && error.status === 401) this.tokens.save(undefined);
        throw error;
      }
    });
  }
}

const header = ({ accessToken }: SessionTokens) => `Bearer ${accessToken}`;
