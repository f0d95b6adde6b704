// The web app: one page that the hub serves beside its API.
import { HubSession } from "@qubix/client";
import { setNonce } from "get-nonce";
import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { App } from "./app.tsx";
import { ToastProvider } from "./design/toast.tsx";
import { HubProvider } from "./hub/hub-provider.tsx";
import { NetworkProvider } from "./hub/network-provider.tsx";
import { pageTokens } from "./hub/page-tokens.ts";
import { LanguageProvider } from "./i18n/language-provider.tsx";
import { applyTheme, chosenTheme } from "./layout/theme.ts";
import { WalletProvider } from "./wallet/wallet-provider.tsx";

applyTheme(chosenTheme());
// What Radix puts into a style element to hold the page still behind a dialog.
setNonce(document.querySelector<HTMLMetaElement>("meta[name=csp-nonce]")?.content ?? "");
// Missing in pages that are not from a secure context; without it everything but opening offline works.
addEventListener("load", () => navigator.serviceWorker?.register("/service-worker.js").catch(() => {}));

const tokens = pageTokens();
const session = new HubSession({ url: location.origin, network: "" }, tokens);

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <LanguageProvider>
      <Suspense>
        <HubProvider session={session}>
          <NetworkProvider>
            <ToastProvider>
              <BrowserRouter>
                <WalletProvider session={session} tokens={tokens}>
                  <App />
                </WalletProvider>
              </BrowserRouter>
            </ToastProvider>
          </NetworkProvider>
        </HubProvider>
      </Suspense>
    </LanguageProvider>
  </StrictMode>,
);
