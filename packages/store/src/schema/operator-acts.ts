import type { OperatorAct } from "@qubix/protocol";
import { bigserial, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** What operators did; rows are only added. */
export const operatorActs = pgTable("operator_acts", {
  id: bigserial("id", { mode: "number" }).primaryKey(),
  operator: text("operator").notNull(),
  act: text("act").$type<OperatorAct["act"]>().notNull(),
  target: text("target").notNull(),
  detail: text("detail").notNull(),
  time: instant("time").notNull(),
});
