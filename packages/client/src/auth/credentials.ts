import type { KeyPair } from "@qubix/qubic";

/** A request that somebody must answer for. */
export interface RequestToAuthorize {
  /** The network's id. */
  network: string;
  url: URL;
  method: string;
  /** SHA-256 of the body, hex. */
  bodyDigest: string;
}

/** What says who asks. */
export interface Credentials {
  /** The Authorization header of one request; none when nobody is signed in. */
  authorization(request: RequestToAuthorize): Promise<string | undefined> | string;
  /** Called when a hub did not take this header any more. @returns true when the next one will be another */
  renew?(refused: string): Promise<boolean>;
  /** Called when a hub says that the session of this header has ended for good. */
  ended?(refused: string): void;
}

/** Signs each request for itself. Pages that only read need not load what signs. */
export function keyPairCredentials(keyPair: KeyPair): Credentials {
  return {
    async authorization(request) {
      const { signRequest } = await import("../hub/sign-request.ts");
      return signRequest(keyPair, request);
    },
  };
}

/** A program's key, `qbx_…`. */
export function apiKeyCredentials(apiKey: string): Credentials {
  return { authorization: () => `Bearer ${apiKey}` };
}
