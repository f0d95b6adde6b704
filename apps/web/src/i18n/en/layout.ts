export const layout = {
  skip: "Skip to the content",
  navigation: "Main",
  more: "More",
  tick: (tick: string) => `Tick ${tick}`,
  epoch: (epoch: string) => `Epoch ${epoch}`,
  connection: {
    live: "Live",
    reconnecting: "Reconnecting…",
    offline: "You are offline",
    halted: "The chain makes no ticks at the moment",
  },
  offlineHint: "What you see was read before. Everything goes on by itself once there is a network.",
  pages: {
    dashboard: "Dashboard",
    run: "Run",
    jobs: "Jobs",
    models: "Models",
    provider: "Provider",
    wallet: "Wallet",
    explorer: "Explorer",
    settings: "Settings",
  },
};
