/** Rows and columns of a file. It scrolls within itself. */
export function DataTable({
  label,
  table: { columns, rows },
}: {
  label: string;
  table: { columns: readonly string[]; rows: readonly (readonly string[])[] };
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section tabIndex={0} aria-label={label} className="max-h-96 overflow-auto rounded-control border">
      <table className="w-full text-left text-sm [overflow-wrap:normal]">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr className="sticky top-0 bg-sunken">
            {columns.map((column, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: names may come twice
              <th key={at} scope="col" className="px-3 py-2 font-medium">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no key
            <tr key={line} className="border-t">
              {row.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells neither
                <td key={at} className="px-3 py-1.5 tabular-nums">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
