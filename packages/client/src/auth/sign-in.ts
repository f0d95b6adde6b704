import { parseSignInText, type SessionTokens } from "@qubix/protocol";
import { toHex } from "@qubix/qubic";
import { HubClient } from "../hub/hub-client.ts";
import { HubError } from "../hub/hub-error.ts";
import { type Keys, signerOf } from "../signing/signer.ts";

/**
 * Signs in to a hub with a key that stays here. The text that the hub wants signed is read first: it must be the
 * protocol's own, for this identity, network, and the hub that was asked.
 * @param name how the session is called in the list of one's sessions
 * @throws HubError; ProtocolError BAD_CHALLENGE
 */
export async function signIn(
  { url, network }: { url: string; network: string },
  keys: Keys,
  name: string,
): Promise<SessionTokens> {
  const hub = new HubClient({ url, network });
  const { text, nonce } = await hub.call("createChallenge", { body: { identity: keys.identity } });
  const challenge = parseSignInText(text);
  const expected = { identity: keys.identity, origin: new URL(url).host, network, nonce };
  for (const [what, value] of Object.entries(expected))
    if (challenge[what as keyof typeof expected] !== value)
      throw HubError.badAnswer(`it wants a text signed that names another ${what}; nothing was signed`);
  const signature = toHex(await signerOf(keys).signIn(text));
  // Not repeated: a challenge is good for one try.
  return new HubClient({ url, network, attempts: 1 }).call("createSession", { body: { nonce, signature, name } });
}
