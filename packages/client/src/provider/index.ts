export { type Earning, earningsOf, sumOf } from "./earnings.ts";
export { type ProviderChange, requestUnstake, takeUnstaked, updateProvider } from "./update-provider.ts";
