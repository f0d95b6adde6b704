import { type SQL, sql } from "drizzle-orm";
import { modelAccess } from "../schema/index.ts";

/** Whether an account (NULL is nobody) may read the files of the model `r`, as a condition. */
export const mayReadModel = (account: SQL): SQL => sql`(
  r.visibility = 'public' or r.owner = ${account} or exists (
    select from ${modelAccess} a where a.full_name = r.full_name and a.identity = ${account} and a.state = 'accepted'))`;
