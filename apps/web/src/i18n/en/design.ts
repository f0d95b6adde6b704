export const design = {
  close: "Close",
  loading: "Loading…",
  more: "Show more",
  copy: (what: string) => `Copy ${what}`,
  copied: "Copied",
  identity: "identity",
  retry: "Try again",
  failed: "This could not be shown",
  dismiss: "Dismiss",
  notifications: "Messages",
};
