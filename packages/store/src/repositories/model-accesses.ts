import type { ModelAccess, ModelCatalog } from "@qubix/market";
import { and, asc, eq, gt, isNull } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { pageOf } from "../listings/page.ts";
import { modelAccess } from "../schema/index.ts";

type Accesses = Pick<
  ModelCatalog,
  "access" | "requestAccess" | "decideAccess" | "sellAccess" | "removeAccess" | "accesses"
>;

/** Who may read which gated or private model. */
export function modelAccesses({ db, clock }: Session): Accesses {
  const one = (fullName: string, identity: string) =>
    and(eq(modelAccess.fullName, fullName), eq(modelAccess.identity, identity));
  const access = async (fullName: string, identity: string) => {
    const [row] = await db.select().from(modelAccess).where(one(fullName, identity));
    return row && plain(row);
  };
  return {
    access,
    async requestAccess(fullName, identity, state) {
      const now = clock.now();
      await db
        .insert(modelAccess)
        .values({ fullName, identity, state, requestedAt: now, decidedAt: state === "pending" ? null : now })
        .onConflictDoNothing();
      return (await access(fullName, identity))!;
    },
    async decideAccess(fullName, identity, state) {
      const now = clock.now();
      const [row] = await db
        .insert(modelAccess)
        .values({ fullName, identity, state, requestedAt: now, decidedAt: now })
        .onConflictDoUpdate({
          target: [modelAccess.fullName, modelAccess.identity],
          set: { state, decidedAt: now },
          ...(state !== "accepted" && { setWhere: isNull(modelAccess.paid) }),
        })
        .returning();
      return row && plain(row);
    },
    async sellAccess(fullName, identity, paid) {
      const now = clock.now();
      const sold = { state: "accepted", paid, decidedAt: now } as const;
      await db
        .insert(modelAccess)
        .values({ fullName, identity, requestedAt: now, ...sold })
        .onConflictDoUpdate({ target: [modelAccess.fullName, modelAccess.identity], set: sold });
    },
    async removeAccess(fullName, identity) {
      return (
        (
          await db
            .delete(modelAccess)
            .where(and(one(fullName, identity), isNull(modelAccess.paid)))
            .returning()
        ).length > 0
      );
    },
    async accesses(fullName, { limit, after, state }) {
      const rows = await db
        .select()
        .from(modelAccess)
        .where(
          and(
            eq(modelAccess.fullName, fullName),
            state === undefined ? undefined : eq(modelAccess.state, state),
            after === undefined ? undefined : gt(modelAccess.identity, after),
          ),
        )
        .orderBy(asc(modelAccess.identity))
        .limit(limit + 1);
      return pageOf(rows, limit, plain, ({ identity }) => identity);
    },
  };
}

function plain({ fullName: _, ...row }: typeof modelAccess.$inferSelect): ModelAccess {
  return row;
}
