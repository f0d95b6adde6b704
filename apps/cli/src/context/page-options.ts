import type { Command } from "commander";
import { parseWhole } from "./amount.ts";
import type { Session } from "./session.ts";

/** Which part of a long list. */
export interface PageOptions {
  limit: number;
  cursor?: string;
  all?: boolean;
}

/** A page of a list as the hub answers it. */
interface Page<Item> {
  items: Item[];
  cursor?: string | undefined;
}

const PER_PAGE = 200;

export function pageOptions(command: Command): Command {
  return command
    .option("--limit <n>", "how many", parseWhole("--limit", 1, PER_PAGE), 20)
    .option("--cursor <text>", "go on after a page")
    .option("--all", "all of them, page after page");
}

/**
 * The page that the options ask for, or all pages as one.
 * @param ask asks the hub for one page
 */
export async function readPages<Item>(
  session: Session,
  { limit, cursor, all }: PageOptions,
  ask: (query: { limit: number; cursor?: string }) => Promise<Page<Item>>,
): Promise<Page<Item>> {
  const items: Item[] = [];
  let next = cursor;
  do {
    const page = await ask({ limit: all ? PER_PAGE : limit, ...(next !== undefined && { cursor: next }) });
    items.push(...page.items);
    next = page.cursor;
    if (all) session.printer.status(`${items.length} …`);
  } while (all && next !== undefined);
  if (next !== undefined) session.printer.note(`There are more: add --all, or --cursor '${next}'.`);
  return { items, ...(next !== undefined && { cursor: next }) };
}
