import { useText } from "../i18n/use-text.ts";
import { designText } from "./text.ts";

const BAR = "h-4 motion-safe:animate-pulse rounded-control bg-sunken";

/** Stands where a table is being loaded, about as high as it will be, so that what is below it stays where it is. */
export function TableSkeleton({ rows, columns }: { rows: number; columns: number }) {
  const text = useText(designText);
  return (
    <div role="status">
      <span className="sr-only">{text.loading}</span>
      <div aria-hidden className="hidden h-9 border-b md:block" />
      {numbers(rows).map((row) => (
        <div key={row} aria-hidden className="border-b py-2 last:border-b-0 md:flex md:py-0">
          {numbers(columns).map((column) => (
            <div key={column} className="flex h-7 items-center justify-between px-1 md:h-10 md:flex-1 md:px-3">
              <span className={`${BAR} w-1/4 md:hidden`} />
              <span className={`${BAR} w-1/3 md:w-3/4`} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);
