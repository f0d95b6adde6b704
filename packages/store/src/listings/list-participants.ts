import type { Listings } from "@qubix/market";
import { and, arrayContains, asc, desc, eq, gt, gte, lte, or, sql } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { machines, providers } from "../schema/index.ts";
import { after, pageOf } from "./page.ts";

export const listProviders =
  ({ db }: Session): Listings["providers"] =>
  async ({ minStake, maxPrice, hub, sort, limit, after: last }) => {
    const column = sort === "stake" ? providers.stake : sort === "price" ? providers.minPrice : providers.slot;
    const down = sort === "stake";
    const rows = await db
      .select()
      .from(providers)
      .where(
        and(
          minStake === undefined ? undefined : gte(providers.stake, minStake),
          maxPrice === undefined ? undefined : lte(providers.minPrice, maxPrice),
          hub === undefined ? undefined : or(eq(providers.anyHub, true), arrayContains(providers.hubs, [hub])),
          last === undefined
            ? undefined
            : sort === "slot"
              ? gt(providers.slot, last[1])
              : after(column, down, providers.slot, last),
        ),
      )
      .orderBy(down ? desc(column) : asc(column), asc(providers.slot))
      .limit(limit + 1);
    const value = (row: (typeof rows)[0]) => (sort === "stake" ? row.stake : sort === "price" ? row.minPrice : 0n);
    return pageOf(
      rows,
      limit,
      (row) => row,
      (row): [bigint, number] => [value(row), row.slot],
    );
  };

export const listMachines =
  ({ db }: Session): Listings["machines"] =>
  async ({ provider, kind, region, minMemoryMiB, minStake, limit, after: last }) => {
    const { description } = machines;
    const rows = await db
      .select({ machine: machines, owner: providers })
      .from(machines)
      .innerJoin(providers, eq(providers.slot, machines.provider))
      .where(
        and(
          provider === undefined ? undefined : eq(machines.provider, provider),
          kind === undefined ? undefined : sql`${description} -> 'kinds' ? ${kind}`,
          region === undefined ? undefined : sql`${description} ->> 'region' = ${region}`,
          minMemoryMiB === undefined ? undefined : sql`(${description} ->> 'memoryMiB')::bigint >= ${minMemoryMiB}`,
          minStake === undefined ? undefined : gte(providers.stake, minStake),
          last === undefined
            ? undefined
            : sql`(${machines.provider}, ${machines.id}) > (${last[0]}::integer, ${last[1]}::text)`,
        ),
      )
      .orderBy(asc(machines.provider), asc(machines.id))
      .limit(limit + 1);
    return pageOf(
      rows,
      limit,
      ({ machine: { provider, description, cursor, helloAt }, owner }) => ({
        ...{ provider, description, cursor, helloAt },
        owner,
      }),
      ({ machine }): [number, string] => [machine.provider, machine.id],
    );
  };
