import type { ReactNode } from "react";

/** Names and values, one pair a line. Values that are undefined are left out. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="divide-y text-sm">
      {facts
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => (
          <div key={name} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5 py-2">
            <dt className="text-muted">{name}</dt>
            <dd className="ml-auto min-w-0 text-right">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
