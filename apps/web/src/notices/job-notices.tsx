import { useSyncExternalStore } from "react";
import { useLive } from "../hub/use-live.ts";
import { useText } from "../i18n/use-text.ts";
import { jobWordsText } from "../job-words/text.ts";
import { useSession } from "../wallet/use-session.ts";
import { useAccount } from "../wallet/wallet-provider.tsx";
import { endedJob } from "./ended-job.ts";
import { noticesOn, watchNotices } from "./notice-choice.ts";
import { noticesText } from "./text.ts";

/** Tells by the system when a job of the account that is signed in has ended, where its owner wants that. */
export function JobNotices() {
  const text = useText(noticesText);
  const { states } = useText(jobWordsText);
  const account = useAccount();
  const { signedIn } = useSession();
  const on = useSyncExternalStore(watchNotices, noticesOn);
  const channel = account && signedIn && on ? ({ channel: "account", identity: account.identity } as const) : undefined;
  useLive(
    channel,
    (news) => {
      const ended = endedJob(news);
      if (ended) void tell(text.title, text.ended(ended.key.slice(0, 8), states[ended.state]), `/jobs/${ended.key}`);
    },
    "now",
  );
  return null;
}

/** By the service worker, since phones show no others. */
async function tell(title: string, body: string, path: string): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  const options = { body, icon: "/icon-192.png", tag: path, data: path };
  if (registration) await registration.showNotification(title, options);
  else new Notification(title, options);
}
