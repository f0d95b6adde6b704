import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { NetworkDefinition } from "@qubix/protocol";
import { z } from "zod";
import { CliError } from "../output/cli-error.ts";
import { homeSubfolder } from "./home.ts";

/** Which network, hub and wallet the commands use: a file of its own below profiles/. */
export const Profile = z.strictObject({
  network: NetworkDefinition,
  hub: z.url().optional(),
  wallet: z.string().optional(),
  /** Home of a running local network's faucet; only a devnet has one. */
  faucet: z.url().optional(),
});
export type Profile = z.infer<typeof Profile>;

/** What can be changed in a profile by itself. */
export const PROFILE_SETTINGS = ["hub", "wallet"] as const;
export type ProfileSetting = (typeof PROFILE_SETTINGS)[number];

const NAME = /^[a-z0-9][a-z0-9._-]{0,62}$/;

/** All profiles by name, and which is in use. */
export function listProfiles(): { names: string[]; current: string | undefined } {
  const files = readdirSync(homeSubfolder("profiles")).filter((name) => name.endsWith(".json"));
  return { names: files.map((name) => name.slice(0, -5)).sort(), current: currentName() };
}

/** The named profile, or the one in use. @throws CliError NO_PROFILE, INVALID_PROFILE */
export function readProfile(name: string | undefined): Profile {
  const wanted = name ?? currentName();
  if (wanted === undefined || !existsSync(profileFile(wanted))) {
    throw new CliError(
      "NO_PROFILE",
      wanted === undefined ? "No network is chosen." : `There is no profile "${wanted}".`,
      "Start a local network with `qubix up`, or add one: `qubix config add NAME --hub URL`.",
    );
  }
  return parseProfile(readFileSync(profileFile(wanted), "utf8"), profileFile(wanted));
}

/** Writes a profile whole or not at all. */
export function writeProfile(name: string, profile: Profile): void {
  writeWhole(profileFile(name), `${JSON.stringify(Profile.parse(profile), null, 2)}\n`);
}

/** Changes one setting of a profile; undefined takes it away. @throws CliError */
export function changeProfile(name: string, setting: ProfileSetting, value: string | undefined): void {
  const { [setting]: _, ...rest } = readProfile(name);
  const changed = Profile.safeParse(value === undefined ? rest : { ...rest, [setting]: value });
  if (!changed.success)
    throw new CliError("INVALID_SETTING", `"${value}" is no ${setting}.`, z.prettifyError(changed.error));
  writeProfile(name, changed.data);
}

/** Forgets a profile that is not in use. @throws CliError NO_PROFILE, PROFILE_IN_USE */
export function removeProfile(name: string): void {
  readProfile(name);
  if (name === currentName())
    throw new CliError(
      "PROFILE_IN_USE",
      `Profile ${name} is in use.`,
      "Use another one first: `qubix config use NAME`.",
    );
  rmSync(profileFile(name));
}

/** Makes a profile the one that is used when none is named. */
export function useProfile(name: string): void {
  readProfile(name);
  writeWhole(join(homeSubfolder("profiles"), "current"), `${name}\n`);
}

/** Name of the profile in use. @throws CliError NO_PROFILE */
export function currentProfileName(): string {
  const name = currentName();
  if (name !== undefined) return name;
  throw new CliError("NO_PROFILE", "No network is chosen.", "Start a local network with `qubix up`, or add a profile.");
}

function currentName(): string | undefined {
  const file = join(homeSubfolder("profiles"), "current");
  return process.env.QUBIX_PROFILE || (existsSync(file) ? readFileSync(file, "utf8").trim() : undefined);
}

function profileFile(name: string): string {
  if (!NAME.test(name)) {
    throw new CliError("INVALID_NAME", `"${name}" is not a name.`, "Use lowercase letters, digits, . _ and -.");
  }
  return join(homeSubfolder("profiles"), `${name}.json`);
}

function parseProfile(text: string, file: string): Profile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  const parsed = Profile.safeParse(value);
  if (parsed.success) return parsed.data;
  const what = value === undefined ? "it is not JSON" : z.prettifyError(parsed.error);
  throw new CliError("INVALID_PROFILE", `${file} can't be used: ${what}`, "Fix the file, or add the profile again.");
}

function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
