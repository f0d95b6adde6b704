import { setTimeout as sleep } from "node:timers/promises";
import type { PubSub } from "@qubix/market";
import { sql } from "drizzle-orm";
import pg from "pg";
import type { Executor } from "../database/session.ts";
import { ListenerTable } from "./listener-table.ts";

/** PostgreSQL's name for all of our channels: which one is meant stands in the payload. */
const CHANNEL = "qubix";
/** NOTIFY makes commits wait for one another, so that what comes within this time goes in one statement of its own. */
const GATHER_MS = 2;
const AGAIN_MS = 500;

/** Pub/sub of processes that share a PostgreSQL server and have no Redis. */
export interface PostgresPubSub extends PubSub {
  close(): Promise<void>;
}

/** Pub/sub by LISTEN and NOTIFY, on one connection of its own, which is made anew when it breaks. */
export async function postgresPubSub(db: Executor, url: string, onError: (e: Error) => void): Promise<PostgresPubSub> {
  const table = new ListenerTable();
  const outgoing = new Set<string>();
  let sending: Promise<void> | undefined;
  let closed = false;
  let client = await listen();

  async function listen(): Promise<pg.Client> {
    const fresh = new pg.Client({ connectionString: url, keepAlive: true });
    fresh.on("notification", ({ payload = "" }) => {
      const end = payload.indexOf("\n");
      table.tell(payload.slice(0, end), payload.slice(end + 1));
    });
    fresh.on("error", onError);
    await fresh.connect();
    await fresh.query(`listen ${CHANNEL}`);
    fresh.once("end", () => void replace());
    return fresh;
  }

  async function replace(): Promise<void> {
    while (!closed) {
      await sleep(AGAIN_MS);
      if (closed) return;
      const fresh = await listen().catch(onError);
      if (fresh) {
        client = fresh;
        return;
      }
    }
  }

  async function send(): Promise<void> {
    await sleep(GATHER_MS);
    const payloads = [...outgoing];
    outgoing.clear();
    sending = undefined;
    await db.execute(sql`select pg_notify(${CHANNEL}, p) from unnest(${sql.param(payloads)}::text[]) as p`);
  }

  return {
    publish(channel, message) {
      outgoing.add(`${channel}\n${message}`);
      sending ??= send();
      return sending;
    },
    async subscribe(channel, listener) {
      const end = table.add(channel, listener);
      return async () => void end();
    },
    async close() {
      closed = true;
      await sending?.catch(onError);
      await client.end();
    },
  };
}
