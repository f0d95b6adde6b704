import { z } from "zod";
import {
  AuthorizationProof,
  INLINE_RESULT_BYTES,
  LogUpload,
  RESULTS_PER_DELIVERY,
  ResultDelivery,
  ResultOutcomes,
  ResultUpload,
} from "../agent/attempt-upload.ts";
import { Decline } from "../agent/decline.ts";
import { HeartbeatReply, Heartbeats } from "../agent/heartbeat.ts";
import { AgentHello, AgentWelcome } from "../agent/hello.ts";
import { OfferPage } from "../agent/offer.ts";
import { attemptParams as byJobAndAttempt, numberText } from "./parameters.ts";
import { route } from "./route.ts";

/**
 * What agents call. Attempts are named by job key and attempt number, never by the assignment's slot: slots are used
 * again by other jobs, and (job key, attempt) is unique for ever.
 */
export const agentRoutes = {
  agentHello: route({
    method: "POST",
    path: "/agent/hello",
    tag: "agents",
    summary: "Announce a machine.",
    auth: "provider",
    body: AgentHello,
    status: 200,
    response: AgentWelcome,
    problems: ["PROVIDER_NOT_FOUND", "VERSION_UNSUPPORTED"],
  }),
  agentOffers: route({
    method: "GET",
    path: "/agent/offers",
    tag: "agents",
    summary: "Offers after a cursor; waits up to `wait` milliseconds for the first.",
    auth: "provider",
    query: z.object({
      machine: z.string().max(64),
      after: numberText(0, Number.MAX_SAFE_INTEGER),
      wait: numberText(0, 30_000).optional(),
    }),
    status: 200,
    response: OfferPage,
    problems: ["PROVIDER_NOT_FOUND"],
  }),
  agentBundle: route({
    method: "GET",
    path: "/agent/attempts/:key/:attempt/bundle",
    tag: "agents",
    summary: "The computors' authorization of an assignment, with its path.",
    auth: "provider",
    params: byJobAndAttempt,
    status: 200,
    response: AuthorizationProof,
    problems: ["ATTEMPT_NOT_FOUND", "ATTEMPT_FENCED", "NOT_AUTHORIZED_YET"],
  }),
  agentHeartbeats: route({
    method: "POST",
    path: "/agent/heartbeats",
    tag: "agents",
    summary: "Say that the machine and its attempts live.",
    auth: "provider",
    body: Heartbeats,
    status: 200,
    response: HeartbeatReply,
    problems: ["PROVIDER_NOT_FOUND"],
  }),
  agentDecline: route({
    method: "POST",
    path: "/agent/attempts/:key/:attempt/decline",
    tag: "agents",
    summary: "Say why an attempt is given back. The contract is told by DeclineJob; this is for people.",
    auth: "provider",
    params: byJobAndAttempt,
    body: Decline,
    status: 200,
    response: z.object({ noted: z.boolean() }),
    problems: ["ATTEMPT_NOT_FOUND"],
  }),
  agentLogs: route({
    method: "POST",
    path: "/agent/attempts/:key/:attempt/logs",
    tag: "agents",
    summary: "Add sealed pieces of log.",
    auth: "provider",
    params: byJobAndAttempt,
    body: LogUpload,
    maxBody: 8 * 1024 * 1024,
    status: 200,
    response: z.object({ next: z.int().min(0) }),
    problems: ["ATTEMPT_NOT_FOUND", "ATTEMPT_FENCED", "LOG_FULL"],
  }),
  agentResult: route({
    method: "POST",
    path: "/agent/attempts/:key/:attempt/result",
    tag: "agents",
    summary: "Name the sealed artifact that was uploaded as a blob.",
    auth: "provider",
    params: byJobAndAttempt,
    body: ResultUpload,
    status: 200,
    response: z.object({ accepted: z.boolean() }),
    problems: ["ATTEMPT_NOT_FOUND", "ATTEMPT_FENCED", "BLOB_NOT_FOUND", "BLOB_DIGEST_MISMATCH"],
  }),
  agentResults: route({
    method: "POST",
    path: "/agent/results",
    tag: "agents",
    summary: "Deliver the sealed artifacts of several attempts.",
    auth: "provider",
    body: ResultDelivery,
    maxBody: RESULTS_PER_DELIVERY * (2 * INLINE_RESULT_BYTES + 1024),
    status: 200,
    response: ResultOutcomes,
    problems: ["PROVIDER_NOT_FOUND"],
  }),
} as const;
