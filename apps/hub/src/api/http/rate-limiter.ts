import type { RateLimits } from "@qubix/market";
import type { Route } from "@qubix/protocol";
import type { Request, Response } from "express";
import type { Logger } from "winston";
import type { HubConfig } from "../../config.ts";
import { Problem } from "../../problem.ts";
import { addressOf } from "./address-of.ts";

const WINDOW_MS = 60_000;

/** Where headers are put. */
interface Headers {
  set(headers: Record<string, string>): unknown;
  set(name: string, value: string): unknown;
}

type Policy = "address" | "reads" | "writes" | "agent" | "sign-in";

/**
 * Counts requests in windows of a minute. Unsigned ones count for their address; signed ones for their identity, and
 * for their address against a higher limit, since identities cost nothing. Who is over a limit is refused from this
 * process's memory until the window ends, before anything of the request is read.
 */
export class RateLimiter {
  readonly #blockedUntil = new Map<string, number>();

  constructor(
    readonly counter: RateLimits,
    readonly limits: HubConfig["limits"]["rate"],
    readonly log: Logger,
    readonly monotonic: () => number,
  ) {}

  /** Before a request is read. @throws Problem RATE_LIMITED */
  async arrive(request: Request, response: Response): Promise<void> {
    const signed = request.headers.authorization !== undefined;
    await this.#count(signed ? "address" : policyOf(request), addressOf(request), response);
  }

  /** A request for a socket: there is no answer whose headers could tell. @throws Problem RATE_LIMITED */
  async arriveAt(address: string): Promise<void> {
    await this.#count("reads", address, { set: () => undefined });
  }

  /** Once it is known who asks. @throws Problem RATE_LIMITED */
  async ofCaller(identity: string, route: Pick<Route, "auth">, request: Request, response: Response): Promise<void> {
    await this.#count(route.auth === "provider" ? "agent" : policyOf(request), identity, response);
  }

  /** Before somebody signs in: each try costs the hub a row or a signature's check. @throws Problem RATE_LIMITED */
  async ofSignIn(request: Request, response: Response): Promise<void> {
    await this.#count("sign-in", addressOf(request), response);
  }

  async #count(policy: Policy, subject: string, response: Headers): Promise<void> {
    const quota = this.#quotaOf(policy);
    const key = `${policy}:${subject}`;
    const now = this.monotonic();
    const until = this.#blockedUntil.get(key) ?? 0;
    const window =
      until > now
        ? { count: quota + 1, resetMs: until - now }
        : await this.#hit(key).catch((error) => this.#open(error));
    const seconds = Math.max(1, Math.ceil(window.resetMs / 1000));
    response.set({
      "RateLimit-Policy": `"${policy}";q=${quota};w=${WINDOW_MS / 1000}`,
      RateLimit: `"${policy}";r=${Math.max(0, quota - window.count)};t=${seconds}`,
    });
    if (window.count <= quota) return;
    this.#block(key, now, now + window.resetMs);
    response.set("Retry-After", String(seconds));
    throw new Problem("RATE_LIMITED", `More than ${quota} requests in a minute (${policy}).`, { retryAfter: seconds });
  }

  #hit(key: string) {
    return this.counter.hit(key, WINDOW_MS);
  }

  /** A counter that can't be reached must not close the hub. */
  #open(error: unknown) {
    this.log.warn("requests are not counted", { error: String(error) });
    return { count: 0, resetMs: WINDOW_MS };
  }

  #block(key: string, now: number, until: number): void {
    if (this.#blockedUntil.size >= 10_000)
      for (const [old, end] of this.#blockedUntil) if (end <= now) this.#blockedUntil.delete(old);
    this.#blockedUntil.set(key, until);
  }

  #quotaOf(policy: Policy): number {
    const { addressPerMinute, readsPerMinute, writesPerMinute, agentCallsPerMinute, signInsPerMinute } = this.limits;
    return {
      address: addressPerMinute,
      reads: readsPerMinute,
      writes: writesPerMinute,
      agent: agentCallsPerMinute,
      "sign-in": signInsPerMinute,
    }[policy];
  }
}

const policyOf = ({ method }: Request): Policy =>
  method === "GET" || method === "HEAD" || method === "OPTIONS" ? "reads" : "writes";
