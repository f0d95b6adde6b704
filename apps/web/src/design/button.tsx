import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";
import { Link } from "react-router";
import { classes } from "./classes.ts";

type Kind = "primary" | "secondary" | "quiet" | "danger";

const KINDS: Record<Kind, string> = {
  primary: "bg-accent text-on-accent border-accent hover:opacity-90",
  secondary: "bg-surface text-ink border-edge hover:bg-sunken",
  quiet: "bg-transparent text-ink border-transparent hover:bg-sunken",
  danger: "bg-surface text-bad border-bad hover:bg-bad-soft",
};

const look = (kind: Kind, small: boolean, className?: string) =>
  classes(
    "inline-flex items-center justify-center gap-2 rounded-control border font-medium no-underline motion-safe:transition-colors",
    "disabled:opacity-50 disabled:cursor-not-allowed",
    small ? "min-h-8 px-2.5 py-1 text-sm" : "min-h-11 px-4 py-2",
    KINDS[kind],
    className,
  );

interface Look {
  /** `primary` at most once in view; `danger` for what can't be undone. */
  kind?: Kind;
  small?: boolean;
}

/** A button. While `busy` it can't be pressed and shows that something is going on. */
export function Button({
  kind = "secondary",
  small = false,
  busy = false,
  disabled,
  className,
  children,
  type = "button",
  ...rest
}: ComponentProps<"button"> & Look & { busy?: boolean }) {
  return (
    <button
      type={type}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={look(kind, small, className)}
      {...rest}
    >
      {busy && <LoaderCircle className="size-4 motion-safe:animate-spin" aria-hidden />}
      {children}
    </button>
  );
}

/** A link within the app that looks like a button. */
export function ButtonLink({
  kind = "secondary",
  small = false,
  className,
  ...rest
}: ComponentProps<typeof Link> & Look) {
  return <Link className={look(kind, small, className)} {...rest} />;
}
