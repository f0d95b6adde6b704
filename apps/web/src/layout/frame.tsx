import type { ReactNode } from "react";
import { Suspense } from "react";
import { Link, useLocation } from "react-router";
import { Skeleton } from "../design/skeleton.tsx";
import { useText } from "../i18n/use-text.ts";
import type { PageRoute } from "../routes.tsx";
import { BottomBar } from "./bottom-bar.tsx";
import { ConnectionState } from "./connection-state.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";
import { OfflineNotice } from "./offline-notice.tsx";
import { SideNavigation } from "./side-navigation.tsx";
import { layoutText } from "./text.ts";
import { useFocusOnPage } from "./use-focus-on-page.ts";

/** What is around every page: header, navigation, and the place that a page is drawn in. */
export function Frame({
  pages,
  account,
  children,
}: {
  pages: readonly PageRoute[];
  account: ReactNode;
  children: ReactNode;
}) {
  const text = useText(layoutText);
  const { pathname } = useLocation();
  const main = useFocusOnPage(pathname);
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-control focus:bg-raised focus:p-3"
      >
        {text.skip}
      </a>
      <header className="sticky top-0 z-30 flex min-h-14 items-center justify-between gap-3 border-b bg-surface px-4">
        <Link to="/" className="flex shrink-0 items-center gap-2 text-lg font-semibold">
          <img src="/icon.svg" alt="" className="size-7" />
          <span className="sr-only sm:not-sr-only">Qubix</span>
        </Link>
        <div className="flex min-w-0 items-center gap-3">
          <ConnectionState />
          {account}
        </div>
      </header>
      <div className="flex flex-1">
        <SideNavigation pages={pages} />
        <main
          id="main"
          ref={main}
          tabIndex={-1}
          className="min-w-0 flex-1 px-4 pt-5 pb-24 outline-none md:px-8 md:pb-10"
        >
          <OfflineNotice />
          <ErrorBoundary resetKey={pathname}>
            <Suspense fallback={<Skeleton lines={6} />}>{children}</Suspense>
          </ErrorBoundary>
        </main>
      </div>
      <BottomBar pages={pages} />
    </div>
  );
}
