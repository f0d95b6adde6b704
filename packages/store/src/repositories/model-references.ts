import type { ModelCatalog } from "@qubix/market";
import { and, asc, eq } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { modelRefs, modelRepositories } from "../schema/index.ts";

/** Aliases and tags of models. */
export function modelReferences(session: Session): Pick<ModelCatalog, "refs" | "setRef" | "removeRef"> {
  const { db, clock } = session;
  return {
    async refs(fullName) {
      const rows = await db
        .select()
        .from(modelRefs)
        .where(eq(modelRefs.fullName, fullName))
        .orderBy(asc(modelRefs.name));
      return rows.map(({ fullName: _, ...ref }) => ref);
    },
    setRef: (fullName, ref) =>
      session.atomic(async (within) => {
        // The model's row lock: not while it is being removed.
        const model = eq(modelRepositories.fullName, fullName);
        const [locked] = await within.db
          .select({ head: modelRepositories.head })
          .from(modelRepositories)
          .where(model)
          .for("update");
        if (locked === undefined) return false;
        const one = and(eq(modelRefs.fullName, fullName), eq(modelRefs.name, ref.name));
        const [before] = await within.db.select().from(modelRefs).where(one);
        if (before !== undefined && (before.kind !== ref.kind || ref.kind === "tag"))
          return before.kind === ref.kind && before.version === ref.version;
        const set = { ...ref, updatedAt: clock.now() };
        await within.db
          .insert(modelRefs)
          .values({ fullName, ...set })
          .onConflictDoUpdate({ target: [modelRefs.fullName, modelRefs.name], set });
        return true;
      }),
    async removeRef(fullName, name) {
      const one = and(eq(modelRefs.fullName, fullName), eq(modelRefs.name, name));
      return (await db.delete(modelRefs).where(one).returning({ name: modelRefs.name })).length > 0;
    },
  };
}
