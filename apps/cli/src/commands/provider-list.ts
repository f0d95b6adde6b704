import type { RouteQuery } from "@qubix/protocol";
import type { Command } from "commander";
import { parseAmount } from "../context/amount.ts";
import { findProviderBy } from "../context/find-provider.ts";
import { choice } from "../context/option-parsers.ts";
import { type PageOptions, pageOptions, readPages } from "../context/page-options.ts";
import { quText, table } from "../output/printer.ts";
import { defineCommand } from "./define-command.ts";

interface ListOptions extends PageOptions {
  online?: boolean;
  minStake?: string;
  maxPrice?: string;
  sort?: "slot" | "stake" | "price";
}

/** `qubix provider list|machines`. */
export function providerListCommands(provider: Command): void {
  defineCommand<ListOptions>(provider, {
    usage: "list",
    summary: "List the providers on the chain, with what is connected to the hub.",
    examples: ["provider list", "provider list --sort price --max-price 2k", "provider list --online -o csv"],
    configure: (command) =>
      pageOptions(
        command
          .option("--online", "only those with a machine that is connected to the hub now")
          .option("--min-stake <amount>", "only those with at least so much stake")
          .option("--max-price <amount>", "only those whose least price is at most this")
          .addOption(choice("--sort <order>", "in which order", ["slot", "stake", "price"])),
      ),
    async run(session, options) {
      const { online, minStake, maxPrice, sort } = options;
      const filter: RouteQuery<"listProviders"> = {
        ...(minStake !== undefined && { minStake: String(parseAmount(minStake)) }),
        ...(maxPrice !== undefined && { maxPrice: String(parseAmount(maxPrice)) }),
        ...(sort && { sort }),
      };
      const page = await readPages(session, options, (part) =>
        session.hub.call("listProviders", { query: { ...filter, ...part } }),
      );
      const items = page.items.filter((one) => !online || one.online);
      session.printer.result({ ...page, items }, () =>
        table(
          ["slot", "identity", "stake", "least price", "score", "runs", "machines", "state"],
          items.map(({ slot, identity, stake, minPrice, score, live, capacity, machines, paused, online: on }) => [
            ...[String(slot), identity, quText(stake), quText(minPrice), String(score), `${live} of ${capacity}`],
            ...[String(machines.length), paused ? "paused" : on ? "online" : "offline"],
          ]),
        ),
      );
    },
  });

  defineCommand<PageOptions>(provider, {
    usage: "machines [provider]",
    summary: "List the machines that are known to the hub: hardware, free slots, what they ask.",
    examples: ["provider machines", "provider machines 0 --json"],
    configure: pageOptions,
    async run(session, options, which) {
      const slot = which === undefined ? {} : { provider: (await findProviderBy(session, which)).provider };
      const page = await readPages(session, options, (part) =>
        session.hub.call("listMachines", { query: { ...slot, ...part } }),
      );
      session.printer.result(page, () =>
        table(
          ["machine", "provider", "cores", "memory", "kinds", "free", "load", "state", "last seen"],
          page.items.map(({ id, provider, cores, memoryMiB, kinds, freeSlots, slots, load, online, lastSeen }) => [
            ...[id, String(provider), String(cores), `${memoryMiB} MiB`, kinds.join(" "), `${freeSlots} of ${slots}`],
            load ? `${Math.round(load.cpu * 100)} %` : "-",
            ...[online ? "online" : "offline", new Date(lastSeen).toISOString()],
          ]),
        ),
      );
    },
  });
}
