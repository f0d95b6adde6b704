import type { BlockRecord } from "@qubix/market";
import type { ModerationSubject } from "@qubix/protocol";
import type { Store } from "@qubix/store";
import type { Bus } from "../app-context.ts";
import { Problem } from "../problem.ts";

/** Wakes the processes of a hub when the operator has blocked or unblocked something. */
const TOPIC = "blocks";
const REFRESH_MS = 5_000;
const PAGE = 1_000;

export interface BlockListDeps {
  store: Pick<Store, "moderation" | "clock">;
  bus: Bus;
  /** Where to appeal. */
  contact: string | undefined;
  onError(error: unknown): void;
}

/** What is blocked, in memory: few, and asked for all the time. Other processes' changes arrive within seconds. */
export class BlockList {
  #blocks = new Map<string, BlockRecord>();
  #version = 0;
  #timer: NodeJS.Timeout | undefined;
  #unsubscribe: () => void = () => undefined;

  private constructor(readonly deps: BlockListDeps) {}

  static async open(deps: BlockListDeps): Promise<BlockList> {
    const list = new BlockList(deps);
    await list.#refresh();
    const again = () => void list.#refresh().catch(deps.onError);
    list.#unsubscribe = deps.bus.subscribe(TOPIC, again);
    list.#timer = setInterval(again, REFRESH_MS).unref();
    return list;
  }

  /** The block of something that holds now. */
  find(kind: ModerationSubject["kind"], id: string): BlockRecord | undefined {
    const block = this.#blocks.get(`${kind}:${id}`);
    return block?.until !== undefined && block.until <= this.deps.store.clock.now() ? undefined : block;
  }

  /** What matching leaves out. */
  get forMatching() {
    const list = this;
    return {
      jobs: {
        has: (key: string) => list.find("job", key) !== undefined,
        get version() {
          return list.#version;
        },
      },
      hasOwner: (identity: string) => list.find("identity", identity) !== undefined,
    };
  }

  /** @throws Problem BLOCKED, with the reason and where to appeal */
  refuse(kind: ModerationSubject["kind"], id: string): void {
    const block = this.find(kind, id);
    if (block === undefined) return;
    const { reason, until } = block;
    const { contact } = this.deps;
    const appeal = contact === undefined ? "" : ` To appeal: ${contact}.`;
    throw new Problem("BLOCKED", `The operator has blocked this ${kind}: ${reason}.${appeal}`, {
      ...{ subject: block.subject, reason },
      ...(until !== undefined && { until }),
      ...(contact !== undefined && { contact }),
    });
  }

  /** This process has changed something: it holds here now, and in the others in a moment. */
  async changed(): Promise<void> {
    await this.#refresh();
    this.deps.bus.wake(TOPIC);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#unsubscribe();
  }

  async #refresh(): Promise<void> {
    const blocks = new Map<string, BlockRecord>();
    for (let before: number | undefined; ; ) {
      const page = await this.deps.store.moderation.blocks({ before, limit: PAGE });
      for (const block of page) blocks.set(`${block.subject.kind}:${block.subject.id}`, block);
      before = page.at(-1)?.id;
      if (page.length < PAGE) break;
    }
    if (stateOf(blocks) !== stateOf(this.#blocks)) this.#version++;
    this.#blocks = blocks;
  }
}

/** The same for the same blocks. */
function stateOf(blocks: ReadonlyMap<string, BlockRecord>): string {
  return [...blocks].map(([name, { createdAt }]) => `${name}@${createdAt}`).join(" ");
}
