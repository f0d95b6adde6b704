import { type ReactNode, useId } from "react";
import { classes } from "./classes.ts";

/** A section of a page with a heading of its own and, at its right, what can be done with it. */
export function Card({
  title,
  actions,
  className,
  children,
}: {
  title?: ReactNode;
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section
      aria-labelledby={title === undefined ? undefined : id}
      className={classes("min-w-0 rounded-card border bg-surface p-4 sm:p-5", className)}
    >
      {title !== undefined && (
        <header className="mb-3 flex flex-wrap items-center justify-between gap-2">
          <h2 id={id} className="text-base font-semibold">
            {title}
          </h2>
          {actions}
        </header>
      )}
      {children}
    </section>
  );
}
