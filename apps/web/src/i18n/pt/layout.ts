import type { Messages } from "../define-text.ts";
import type { layout as english } from "../en/layout.ts";

export const layout: Messages<typeof english> = {
  skip: "Ir para o conteúdo",
  navigation: "Principal",
  more: "Mais",
  tick: (tick) => `Tick ${tick}`,
  epoch: (epoch) => `Época ${epoch}`,
  connection: {
    live: "Ao vivo",
    reconnecting: "A ligar de novo…",
    offline: "Sem ligação à Internet",
    halted: "A cadeia não faz ticks neste momento",
  },
  offlineHint: "O que vê foi lido antes. Tudo continua sozinho assim que houver rede.",
  pages: {
    dashboard: "Painel",
    run: "Executar",
    jobs: "Trabalhos",
    models: "Modelos",
    provider: "Fornecedor",
    wallet: "Carteira",
    explorer: "Explorador",
    settings: "Definições",
  },
};
