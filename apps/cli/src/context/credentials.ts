import { join } from "node:path";
import { HubSession, type TokenStore } from "@qubix/client";
import { fileTokens } from "@qubix/client/node";
import { homeSubfolder } from "./home.ts";

/** Which hub, and who. */
export interface SessionPlace {
  url: string;
  network: string;
  identity: string;
}

/** Where the tokens of a session lie: a file of its own for each hub, network and identity, for the owner's eyes only. */
function sessionFile({ url, network, identity }: SessionPlace): TokenStore {
  const name = `${new URL(url).host}_${network}_${identity}`.replaceAll(/[^A-Za-z0-9._-]/g, "_");
  return fileTokens(join(homeSubfolder("sessions"), `${name}.json`));
}

/** The session with a hub, signed in or not. */
export function sessionAt(place: SessionPlace): HubSession {
  return new HubSession({ url: place.url, network: place.network }, sessionFile(place));
}

/** An API key for programs: $QUBIX_API_KEY. */
export function apiKeyOfEnvironment(): string | undefined {
  return process.env.QUBIX_API_KEY || undefined;
}
