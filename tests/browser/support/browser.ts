import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

/** Where Chromium is, unless `CHROMIUM` says so. */
const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Screens that pages are looked at on. */
export const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } } as const;
export type Size = keyof typeof SIZES;
export type Theme = "light" | "dark";

export interface PageOptions {
  size?: Size;
  theme?: Theme;
  /** Of the browser; the page speaks English unless told otherwise. */
  locale?: string;
}

/** A page, and what went wrong in it so far: exceptions, and what its policy forbade. */
export interface OpenPage {
  page: Page;
  context: BrowserContext;
  troubles: string[];
}

let browser: Promise<Browser> | undefined;

function launch(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? PLACES.find(existsSync);
  if (executablePath === undefined)
    throw new Error("There is no Chromium here. Run tests/browser.sh, or set CHROMIUM.");
  // Chromium's own sandbox needs more than root in a container has.
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
}

/** Opens a page with storage of its own. Waits are long: test machines may be busy with other things. */
export async function openPage({
  size = "desktop",
  theme = "light",
  locale = "en",
}: PageOptions = {}): Promise<OpenPage> {
  browser ??= launch();
  const context = await (await browser).newContext({
    viewport: SIZES[size],
    colorScheme: theme,
    locale,
    hasTouch: size === "phone",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(error.stack ?? error.message));
  page.on("dialog", (dialog) => {
    troubles.push(`a script opened a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) troubles.push(message.text());
  });
  return { page, context, troubles };
}

/** Ends the browser; for `afterAll`. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}
