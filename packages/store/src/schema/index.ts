export * from "./attempts.ts";
export * from "./chain.ts";
export * from "./coordination.ts";
export * from "./jobs.ts";
export * from "./models.ts";
export * from "./participants.ts";
export * from "./transactions.ts";
