import { HubClient, type HubClientOptions, HubError } from "@qubix/client";
import type { Route } from "@qubix/protocol";
import type { KeyPair } from "@qubix/qubic";

/** What a hub tells strangers of what is not for them. */
const HIDING = ["JOB_NOT_FOUND", "MODEL_NOT_FOUND", "MODEL_GATED"];

/**
 * Asks a hub as nobody in particular, and once more with the wallet's signature where the hub shows a stranger nothing:
 * that is how a private job or model looks. Public ones then need no passphrase.
 */
export class ReadingClient extends HubClient {
  readonly #options: HubClientOptions;
  readonly #wallet: () => Promise<KeyPair | undefined>;
  #signed: HubClient | undefined;

  /** @param wallet the key pair, where it can be had without asking anybody */
  constructor(options: HubClientOptions, wallet: () => Promise<KeyPair | undefined>) {
    super(options);
    this.#options = options;
    this.#wallet = wallet;
  }

  override async send(route: Route, url: URL, init: Parameters<HubClient["send"]>[2]): Promise<Response> {
    if (this.#signed !== undefined) return this.#signed.send(route, url, init);
    try {
      return await super.send(route, url, init);
    } catch (error) {
      if (!(error instanceof HubError) || !HIDING.includes(error.code)) throw error;
      const keyPair = await this.#wallet();
      if (keyPair === undefined) throw mayBePrivate(error);
      this.#signed = new HubClient({ ...this.#options, keyPair });
      return this.#signed.send(route, url, init);
    }
  }
}

function mayBePrivate({ code, status, message, details }: HubError): HubError {
  const hint = "Check its key or name, and the hub. If it is private, sign in first: `qubix login`.";
  return new HubError(code, status, message, hint, details);
}
