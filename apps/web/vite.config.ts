import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { compress } from "./scripts/compress.ts";

/** Where the hub of `npm run dev` answers. */
const HUB = process.env.QUBIX_HUB ?? "http://127.0.0.1:8080";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss(), compress()],
  build: {
    // No script or style may stand in the page itself: the Content-Security-Policy forbids it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  // Modules, so that a work's code is loaded when it is asked for.
  worker: { format: "es" },
  server: { proxy: { "/api": { target: HUB, ws: true, changeOrigin: true, rewriteWsOrigin: true } } },
});
