import { Card } from "../../design/card.tsx";
import { Empty } from "../../design/empty.tsx";
import { ShortId } from "../../design/identity.tsx";
import { More } from "../../design/more.tsx";
import { Page } from "../../design/page.tsx";
import { Table } from "../../design/table.tsx";
import { LoadedList } from "../../hub/loaded.tsx";
import { usePages } from "../../hub/use-pages.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { ExplorerSections } from "./explorer-sections.tsx";
import { explorerText } from "./text.ts";
import { TickLink } from "./tick-link.tsx";

/** `/explorer/invocations`: batches that the computors have authorized. */
export function InvocationsPage() {
  const { invocations: text, ticks, noun } = useText(explorerText);
  const { number } = useFormat();
  const pages = usePages("listInvocations", { query: { limit: 25 } }, { refresh: "jobs" });
  return (
    <Page title={text.title}>
      <ExplorerSections />
      <Card>
        <p className="mb-4 max-w-prose text-sm text-muted">{text.about}</p>
        <LoadedList pages={pages} empty={<Empty title={text.none}>{text.noneHint}</Empty>}>
          {(items) => (
            <Table
              caption={text.title}
              rows={items}
              rowKey={({ epoch, id }) => `${epoch}/${id}`}
              columns={[
                {
                  key: "id",
                  title: text.id,
                  cell: ({ epoch, id }) => (
                    <span className="whitespace-nowrap tabular-nums">{`${number(epoch)} / ${number(BigInt(id))}`}</span>
                  ),
                },
                { key: "batch", title: text.batch, numeric: true, cell: ({ batch }) => number(batch) },
                { key: "root", title: text.root, cell: ({ root }) => <ShortId value={root} what={noun.hex} /> },
                {
                  key: "signatures",
                  title: text.signatures,
                  numeric: true,
                  cell: ({ signatures }) => text.enough(number(signatures)),
                },
                { key: "tick", title: ticks.tick, numeric: true, cell: ({ tick }) => <TickLink tick={tick} /> },
                {
                  key: "jobs",
                  title: text.jobs,
                  cell: ({ jobs }) =>
                    jobs.length === 0 ? (
                      <span className="text-muted">{text.noJobs}</span>
                    ) : (
                      <span className="flex flex-wrap justify-end gap-2 md:justify-start">
                        {jobs.map(({ key, attempt }) => (
                          <ShortId key={`${key}/${attempt}`} value={key} what={noun.job} to={`/jobs/${key}`} />
                        ))}
                      </span>
                    ),
                },
              ]}
            />
          )}
        </LoadedList>
        <More pages={pages} />
      </Card>
    </Page>
  );
}
