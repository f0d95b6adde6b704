import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "./classes.ts";

const LOOKS = {
  info: { icon: Info, look: "bg-accent-soft", ink: "text-accent" },
  good: { icon: CircleCheck, look: "bg-good-soft", ink: "text-good" },
  warn: { icon: TriangleAlert, look: "bg-warn-soft", ink: "text-warn" },
  bad: { icon: CircleAlert, look: "bg-bad-soft", ink: "text-bad" },
};

/** Something to know, within the page. What is `bad` is read out at once. */
export function Notice({
  tone = "info",
  title,
  actions,
  children,
}: {
  tone?: keyof typeof LOOKS;
  title?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
}) {
  const { icon: Icon, look, ink } = LOOKS[tone];
  return (
    <div role={tone === "bad" ? "alert" : undefined} className={classes("flex gap-3 rounded-card p-4", look)}>
      <Icon aria-hidden className={classes("mt-0.5 size-5 shrink-0", ink)} />
      <div className="min-w-0 flex-1">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className="text-sm">{children}</div>}
        {actions && <div className="mt-3 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
