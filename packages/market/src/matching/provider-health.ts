import { backoffMs, DECLINING_PROVIDER, FAILING_PROVIDER } from "./backoff.ts";
import type { FailureClass } from "./failure-class.ts";

/** How a provider has done lately: what decides how much it gets, kept across restarts. Times in milliseconds since 1970. */
export interface ProviderHealth {
  provider: number;
  /** Faults not made good yet: a fault adds one, a success takes one away, and so does every quiet six hours. */
  level: number;
  faultAt: number;
  /** Declines in a row. */
  declines: number;
  declinedAt: number;
  /** Runs given since the quota's day began. */
  taken: number;
  dayBegan: number;
}

const DAY_MS = 86_400_000;
const QUIET_MS = DAY_MS / 4;
/** Faults so close together are one: a machine that lost its power loses all it had. */
const INCIDENT_MS = 5_000;
const MOST_LEVEL = 16;
/** Runs a day at the first level that has a quota; half with each level more. */
const QUOTA = 64;
/** Up to this level all is well: anybody may fail once. */
const WELL = 1;

/** Of a provider that nothing is known about. */
export function newHealth(provider: number): ProviderHealth {
  return { provider, level: 0, faultAt: 0, declines: 0, declinedAt: 0, taken: 0, dayBegan: 0 };
}

/** The level as it is now, less what time has healed. */
export function levelAt(health: ProviderHealth, now: number): number {
  return Math.max(0, health.level - healed(health, now));
}

function healed({ faultAt }: ProviderHealth, now: number): number {
  return Math.floor(Math.max(0, now - faultAt) / QUIET_MS);
}

/** After an attempt of the provider ended. */
export function healthAfter(health: ProviderHealth, ended: FailureClass, at: number): ProviderHealth {
  const level = levelAt(health, at);
  switch (ended) {
    case "provider":
      if (health.level > 0 && Math.abs(at - health.faultAt) < INCIDENT_MS) return health;
      return { ...health, level: Math.min(MOST_LEVEL, level + 1), faultAt: at };
    case "success":
      return { ...health, level: level <= 1 ? 0 : level - 1 + healed(health, at), declines: 0 };
    case "capacity":
      return { ...health, declines: health.declines + 1, declinedAt: at };
    default:
      return health;
  }
}

/** Until when the provider gets nothing; 0 when it may work now. */
export function restsUntil(health: ProviderHealth, now: number): number {
  const level = levelAt(health, now);
  const faults = level <= WELL ? 0 : health.faultAt + backoffMs(FAILING_PROVIDER, level - WELL);
  const declines = health.declinedAt + backoffMs(DECLINING_PROVIDER, health.declines);
  const quota = dailyQuota(level) <= takenToday(health, now) ? health.dayBegan + DAY_MS : 0;
  const until = Math.max(faults, declines, quota);
  return until > now ? until : 0;
}

/** Runs a day at a level: as many as there are while all is well, then 64, and half with each further fault; never none. */
export function dailyQuota(level: number): number {
  return level <= WELL ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(QUOTA / 2 ** (level - WELL - 1)));
}

/** After the provider was given a run. */
export function healthWithRun(health: ProviderHealth, now: number): ProviderHealth {
  const taken = takenToday(health, now);
  return { ...health, taken: taken + 1, dayBegan: taken === 0 ? now : health.dayBegan };
}

function takenToday({ taken, dayBegan }: ProviderHealth, now: number): number {
  return now - dayBegan < DAY_MS ? taken : 0;
}
