import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { NextFunction, Request, Response } from "express";
import type { Api } from "../api/mount-route.ts";
import { noteInScope } from "../observe/request-scope.ts";
import { PERMISSIONS, pagePolicy } from "./page-policy.ts";
import { readSite, type Site } from "./read-site.ts";
import { sendFile } from "./send-file.ts";

/** Where `npm run build` puts them. */
const WEB = fileURLToPath(new URL("../../../web/dist", import.meta.url));
const DOCS = fileURLToPath(new URL("../../../docs/dist", import.meta.url));

/** Their names change with their bytes. */
const ASSETS = "/assets/";
const FOREVER = "public, max-age=31536000, immutable";
const ASK_FIRST = "public, no-cache";
const NONCE_PLACE = "__CSP_NONCE__";

/**
 * The web app at `/` and the documentation at `/docs/`, as far as they are built: read once, served from memory. Each page path
 * of the app is the same page, which finds its way by itself. Comes after all other routes.
 */
export async function mountWeb(api: Api): Promise<void> {
  const { web } = api.context.config;
  if (web === false) return;
  const [app, docs] = [await readSite(web.dir ?? WEB), await readSite(web.docsDir ?? DOCS)];
  api.app.use((request: Request, response: Response, next: NextFunction) => {
    const isRead = request.method === "GET" || request.method === "HEAD";
    const path = decodeURIComponent(request.path);
    if (!isRead || path === "/api" || path.startsWith("/api/")) return next();
    if (docs && path === "/docs") return response.redirect(308, "/docs/");
    const served =
      docs && path.startsWith("/docs/")
        ? serveDocs(docs, path.slice("/docs".length), request, response)
        : app && serveApp(app, path, hostOf(api, request), request, response);
    if (!served) return next();
    noteInScope({ route: "web" });
  });
}

/** @returns false where the app has nothing */
function serveApp(app: Site, path: string, host: string | undefined, request: Request, response: Response): boolean {
  const file = app.get(path);
  if (file && file.extension !== ".html") {
    protect(response, pagePolicy({ host }));
    sendFile(request, response, file, path.startsWith(ASSETS) ? FOREVER : ASK_FIRST);
    return true;
  }
  // A script or picture that isn't there is missing; what a person navigates to is the app's to find.
  if (path.startsWith(ASSETS) || !request.headers.accept?.includes("text/html")) return false;
  const nonce = randomBytes(16).toString("base64url");
  protect(response, pagePolicy({ host, nonce }));
  // Without an ETag: the nonce in the page and the one in the header must be of one answer.
  response.set("Cache-Control", ASK_FIRST).vary("Accept").type("html");
  response.send(app.get("/index.html")!.bytes.toString("utf8").replaceAll(NONCE_PLACE, nonce));
  return true;
}

/** `/x/` is the page of a folder, `/x` that of a file. @returns false where there is none, and no page that says so */
function serveDocs(docs: Site, path: string, request: Request, response: Response): boolean {
  const file = docs.get(path) ?? docs.get(`${path}.html`) ?? docs.get(path.replace(/\/?$/, "/index.html"));
  const missing = docs.get("/404.html");
  if (!file && !missing) return false;
  protect(response, pagePolicy({}));
  if (!file) response.status(404);
  sendFile(request, response, (file ?? missing)!, path.startsWith(ASSETS) ? FOREVER : ASK_FIRST);
  return true;
}

function protect(response: Response, policy: string): void {
  response.set({
    "Content-Security-Policy": policy,
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": PERMISSIONS,
  });
}

/** The name that the page was asked under, if it is one of this hub's. */
function hostOf({ origins }: Pick<Api, "origins">, { headers: { host } }: Request): string | undefined {
  return host !== undefined && origins.has(host.toLowerCase()) ? host.toLowerCase() : undefined;
}
