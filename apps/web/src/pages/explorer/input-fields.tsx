import { Link } from "react-router";
import { Table } from "../../design/table.tsx";
import { useText } from "../../i18n/use-text.ts";
import { fieldRows } from "./field-rows.ts";
import { explorerText } from "./text.ts";

/** What a call asked the contract for, field by field, in the contract's own names. */
export function InputFields({ fields }: { fields: Record<string, unknown> }) {
  const { transaction: text } = useText(explorerText);
  return (
    <Table
      caption={text.fields}
      rows={fieldRows(fields)}
      rowKey={({ path }) => path}
      columns={[
        { key: "field", title: text.field, cell: ({ path }) => <span className="font-mono">{path}</span> },
        {
          key: "value",
          title: text.value,
          cell: ({ value, job }) =>
            job === undefined ? (
              <span className="font-mono break-all">{value}</span>
            ) : (
              <Link to={`/jobs/${job}`} className="font-mono break-all text-accent underline underline-offset-2">
                {value}
              </Link>
            ),
        },
      ]}
    />
  );
}
