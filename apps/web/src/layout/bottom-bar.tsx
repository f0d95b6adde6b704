import { Ellipsis } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { Link, NavLink } from "react-router";
import { classes } from "../design/classes.ts";
import { useText } from "../i18n/use-text.ts";
import type { PageRoute } from "../routes.tsx";
import { layoutText } from "./text.ts";

const ITEM = "flex h-full w-full flex-col items-center justify-center gap-0.5 text-xs";

/** The pages at the bottom of phones: those one needs most, and a menu of the others. */
export function BottomBar({ pages }: { pages: readonly PageRoute[] }) {
  const text = useText(layoutText);
  const shown = pages.filter(({ nav }) => nav?.bar);
  const others = pages.filter(({ nav }) => nav && !nav.bar);
  return (
    <nav
      aria-label={text.navigation}
      className="fixed inset-x-0 bottom-0 z-30 border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="flex h-16">
        {shown.map(
          ({ path, nav }) =>
            nav && (
              <li key={path} className="flex-1">
                <NavLink
                  to={path}
                  end={path === "/"}
                  className={({ isActive }) =>
                    classes(
                      ITEM,
                      "focus-visible:-outline-offset-2",
                      isActive ? "font-medium text-accent" : "text-muted",
                    )
                  }
                >
                  <nav.icon aria-hidden className="size-5" />
                  {text.pages[nav.title]}
                </NavLink>
              </li>
            ),
        )}
        {others.length > 0 && (
          <li className="flex-1">
            <DropdownMenu.Root>
              <DropdownMenu.Trigger className={classes(ITEM, "text-muted focus-visible:-outline-offset-2")}>
                <Ellipsis aria-hidden className="size-5" />
                {text.more}
              </DropdownMenu.Trigger>
              <DropdownMenu.Portal>
                <DropdownMenu.Content
                  side="top"
                  sideOffset={8}
                  collisionPadding={8}
                  className="z-40 min-w-44 rounded-card border bg-raised p-1 shadow-raised md:hidden"
                >
                  {others.map(
                    ({ path, nav }) =>
                      nav && (
                        <DropdownMenu.Item key={path} asChild>
                          <Link
                            to={path}
                            className="flex min-h-11 items-center gap-3 rounded-control px-3 outline-none data-highlighted:bg-sunken"
                          >
                            <nav.icon aria-hidden className="size-5" />
                            {text.pages[nav.title]}
                          </Link>
                        </DropdownMenu.Item>
                      ),
                  )}
                </DropdownMenu.Content>
              </DropdownMenu.Portal>
            </DropdownMenu.Root>
          </li>
        )}
      </ul>
    </nav>
  );
}
