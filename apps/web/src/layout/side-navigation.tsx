import { NavLink } from "react-router";
import { classes } from "../design/classes.ts";
import { useText } from "../i18n/use-text.ts";
import type { PageRoute } from "../routes.tsx";
import { layoutText } from "./text.ts";

/** The pages at the side of wide screens. */
export function SideNavigation({ pages }: { pages: readonly PageRoute[] }) {
  const text = useText(layoutText);
  return (
    <nav
      aria-label={text.navigation}
      className="sticky top-14 hidden h-[calc(100dvh-3.5rem)] w-52 shrink-0 overflow-y-auto border-r bg-surface p-3 md:block"
    >
      <ul className="flex flex-col gap-1">
        {pages.map(
          ({ path, nav }) =>
            nav && (
              <li key={path}>
                <NavLink
                  to={path}
                  end={path === "/"}
                  className={({ isActive }) =>
                    classes(
                      "flex min-h-10 items-center gap-3 rounded-control px-3",
                      isActive ? "bg-accent-soft font-medium text-accent" : "text-ink hover:bg-sunken",
                    )
                  }
                >
                  <nav.icon aria-hidden className="size-5 shrink-0" />
                  {text.pages[nav.title]}
                </NavLink>
              </li>
            ),
        )}
      </ul>
    </nav>
  );
}
