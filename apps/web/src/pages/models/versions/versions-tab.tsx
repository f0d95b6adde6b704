import type { ModelRepositoryDocument } from "@qubix/protocol";
import { Link } from "react-router";
import { Badge } from "../../../design/badge.tsx";
import { Empty } from "../../../design/empty.tsx";
import { More } from "../../../design/more.tsx";
import { Table } from "../../../design/table.tsx";
import { Time } from "../../../design/time.tsx";
import { LoadedList } from "../../../hub/loaded.tsx";
import { usePages } from "../../../hub/use-pages.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { useText } from "../../../i18n/use-text.ts";
import { modelPath } from "../model/model-name.ts";
import { modelsText } from "../text.ts";

/** All versions of a model, with what they are called. */
export function VersionsTab({ repository }: { repository: ModelRepositoryDocument }) {
  const { versions: text, model } = useText(modelsText);
  const { number, bytes } = useFormat();
  const { namespace, name, head } = repository;
  const pages = usePages("listModelVersions", { params: { namespace, name }, query: { limit: 20 } });
  return (
    <>
      <LoadedList pages={pages} empty={<Empty title={model.empty}>{model.emptyHint}</Empty>}>
        {(items) => (
          <Table
            caption={text.caption}
            rows={items}
            rowKey={({ id }) => id}
            columns={[
              {
                key: "number",
                title: text.number,
                cell: (version) => (
                  <Link
                    to={`${modelPath(repository)}?version=${version.number}`}
                    className="text-accent underline underline-offset-2"
                  >
                    {number(version.number)}
                  </Link>
                ),
              },
              { key: "message", title: text.message, cell: ({ message }) => message.split("\n")[0] },
              {
                key: "names",
                title: text.names,
                cell: ({ id, aliases, tags }) => (
                  <span className="flex flex-wrap justify-end gap-1 md:justify-start">
                    {id === head && <Badge tone="good">{text.newest}</Badge>}
                    {aliases.map((alias) => (
                      <Badge key={`alias ${alias}`} tone="accent">
                        {alias}
                      </Badge>
                    ))}
                    {tags.map((tag) => (
                      <Badge key={`tag ${tag}`}>{tag}</Badge>
                    ))}
                  </span>
                ),
              },
              {
                key: "runnable",
                title: text.runnable,
                cell: ({ digest }) => (digest === undefined ? text.no : text.yes),
              },
              { key: "size", title: text.size, numeric: true, cell: ({ size }) => bytes(size) },
              { key: "when", title: text.when, numeric: true, cell: ({ createdAt }) => <Time ms={createdAt} /> },
            ]}
          />
        )}
      </LoadedList>
      <More pages={pages} />
    </>
  );
}
