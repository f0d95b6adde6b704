import {
  Boxes,
  LayoutDashboard,
  ListChecks,
  type LucideIcon,
  Play,
  Server,
  Settings,
  Telescope,
  Wallet,
} from "lucide-react";
import { type ComponentType, lazy } from "react";
import type { layout } from "./i18n/en/layout.ts";

/** A page: where it is, what draws it (loaded when it is wanted), and its place in the navigation if it has one. */
export interface PageRoute {
  path: string;
  page: ComponentType;
  nav?: {
    title: keyof typeof layout.pages;
    icon: LucideIcon;
    /** Stands in the bar at the bottom of phones; the others are behind "More" there. */
    bar?: boolean;
  };
}

/** A component from a module of its own, as `lazy` wants it. */
const load = <K extends string>(name: K, module: () => Promise<Record<K, ComponentType>>) =>
  lazy(async () => ({ default: (await module())[name] }));

/** All pages, in the order of the navigation. */
export const pages: readonly PageRoute[] = [
  {
    path: "/",
    page: load("DashboardPage", () => import("./pages/dashboard/dashboard-page.tsx")),
    nav: { title: "dashboard", icon: LayoutDashboard, bar: true },
  },
  {
    path: "/run",
    page: load("RunPage", () => import("./pages/run/run-page.tsx")),
    nav: { title: "run", icon: Play, bar: true },
  },
  { path: "/run/model/:namespace/:name", page: load("RunPage", () => import("./pages/run/run-page.tsx")) },
  {
    path: "/jobs",
    page: load("JobsPage", () => import("./pages/jobs/jobs-page.tsx")),
    nav: { title: "jobs", icon: ListChecks, bar: true },
  },
  { path: "/jobs/:key", page: load("JobPage", () => import("./pages/job/job-page.tsx")) },
  {
    path: "/models",
    page: load("ModelsPage", () => import("./pages/models/browse/models-page.tsx")),
    nav: { title: "models", icon: Boxes },
  },
  {
    path: "/models/:namespace/:name",
    page: load("ModelPage", () => import("./pages/models/model/model-page.tsx")),
  },
  { path: "/models/publish", page: load("PublishPage", () => import("./pages/models/publish/publish-page.tsx")) },
  {
    path: "/provider",
    page: load("ProviderPage", () => import("./pages/provider/provider-page.tsx")),
    nav: { title: "provider", icon: Server },
  },
  {
    path: "/wallet",
    page: load("WalletPage", () => import("./pages/wallet/wallet-page.tsx")),
    nav: { title: "wallet", icon: Wallet, bar: true },
  },
  {
    path: "/explorer",
    page: load("ExplorerPage", () => import("./pages/explorer/explorer-page.tsx")),
    nav: { title: "explorer", icon: Telescope },
  },
  { path: "/explorer/events", page: load("EventsPage", () => import("./pages/explorer/events-page.tsx")) },
  {
    path: "/explorer/invocations",
    page: load("InvocationsPage", () => import("./pages/explorer/invocations-page.tsx")),
  },
  { path: "/explorer/ticks/:tick", page: load("TickPage", () => import("./pages/explorer/tick-page.tsx")) },
  {
    path: "/explorer/transactions/:id",
    page: load("TransactionPage", () => import("./pages/explorer/transaction-page.tsx")),
  },
  {
    path: "/explorer/identities/:identity",
    page: load("IdentityPage", () => import("./pages/explorer/identity-page.tsx")),
  },
  {
    path: "/settings",
    page: load("SettingsPage", () => import("./pages/settings/settings-page.tsx")),
    nav: { title: "settings", icon: Settings },
  },
  { path: "*", page: load("NotFoundPage", () => import("./pages/not-found/not-found-page.tsx")) },
];
