export { fillShowcase, type ShowcaseOptions } from "./fill-showcase.ts";
