import type { ProblemCode } from "../errors/problem-codes.ts";
import { keepsAnswer, type Route } from "./route.ts";

const EVERYWHERE: readonly ProblemCode[] = [
  ...(["INVALID_REQUEST", "HEADERS_TOO_LARGE", "RATE_LIMITED", "VERSION_UNSUPPORTED", "INTERNAL"] as const),
];
/** Credentials are checked wherever they are sent. */
const CREDENTIALS: readonly ProblemCode[] = [
  ...(["BAD_AUTHORIZATION", "SIGNATURE_INVALID", "REQUEST_EXPIRED", "NONCE_USED", "WRONG_ORIGIN"] as const),
  ...(["TOKEN_INVALID", "TOKEN_EXPIRED", "SESSION_ENDED", "API_KEY_INVALID", "SCOPE_MISSING", "FORBIDDEN"] as const),
];
const JSON_BODY: readonly ProblemCode[] = [
  ...(["INVALID_JSON", "JSON_TOO_DEEP", "BODY_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE", "REQUEST_TIMEOUT"] as const),
];
const IDEMPOTENCY: readonly ProblemCode[] = [
  ...(["IDEMPOTENCY_KEY_INVALID", "IDEMPOTENCY_KEY_REUSED", "IDEMPOTENCY_IN_PROGRESS"] as const),
];

/** Every problem that a route may answer with: its own and those that follow from what it is. */
export function problemsOf(route: Route): ProblemCode[] {
  return [
    ...new Set<ProblemCode>([
      ...route.problems,
      ...EVERYWHERE,
      ...CREDENTIALS,
      ...(route.auth === "none" ? [] : (["UNSIGNED"] as const)),
      ...(route.auth === "provider" ? (["PROVIDER_NOT_FOUND"] as const) : []),
      ...(route.response === "none" ? [] : (["NOT_ACCEPTABLE"] as const)),
      ...(route.paged ? (["INVALID_CURSOR"] as const) : []),
      ...(route.body === "binary" ? (["REQUEST_TIMEOUT"] as const) : []),
      ...(route.body === undefined || route.body === "binary" ? [] : JSON_BODY),
      ...(keepsAnswer(route) ? IDEMPOTENCY : []),
    ]),
  ];
}
