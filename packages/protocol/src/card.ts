// Apart from the rest: what reads YAML and knows licences is large, and is not for children of agents or for pages.
export * from "./model/model-card.ts";
export * from "./model/model-license.ts";
