import { LiveRequest } from "@qubix/protocol";

/** @returns undefined when it is no request of the live protocol */
export function readLiveRequest(text: string): LiveRequest | undefined {
  try {
    return LiveRequest.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
