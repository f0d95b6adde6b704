// npm run docs:build
import { buildDocs } from "./build-docs.ts";

console.log((await buildDocs()) ? "Built apps/docs/dist." : "apps/docs/dist is up to date.");
