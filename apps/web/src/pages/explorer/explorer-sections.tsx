import { NavLink } from "react-router";
import { classes } from "../../design/classes.ts";
import { useText } from "../../i18n/use-text.ts";
import { explorerText } from "./text.ts";

/** The way between the explorer's parts, at the top of each. */
export function ExplorerSections() {
  const { sections } = useText(explorerText);
  const links = [
    ["/explorer", sections.overview],
    ["/explorer/events", sections.events],
    ["/explorer/invocations", sections.invocations],
  ] as const;
  return (
    <nav aria-label={sections.label} className="flex gap-1 overflow-x-auto border-b">
      {links.map(([to, title]) => (
        <NavLink
          key={to}
          to={to}
          end
          className={({ isActive }) =>
            classes(
              "-mb-px flex min-h-11 shrink-0 items-center border-b-2 px-3 focus-visible:-outline-offset-2",
              isActive ? "border-accent font-medium text-ink" : "border-transparent text-muted hover:text-ink",
            )
          }
        >
          {title}
        </NavLink>
      ))}
    </nav>
  );
}
