/** A part of the site, for one kind of reader. Pages are named by their file in the repository. */
export interface Section {
  title: string;
  /** Folded away unless a page of it is shown. */
  folded?: boolean;
  files: readonly string[];
}

const SECTIONS: readonly Section[] = [
  { title: "Start here", files: ["docs/README.md", "docs/quickstart.md", "CONCEPTS.md", "docs/faq.md"] },
  {
    title: "Run jobs",
    files: [
      "docs/guides/requester.md",
      "docs/executors.md",
      "docs/matching.md",
      "docs/pricing.md",
      "docs/artifacts.md",
      "docs/python.md",
    ],
  },
  { title: "Earn as a provider", files: ["docs/guides/provider.md", "docs/agent.md", "docs/determinism.md"] },
  { title: "Publish models", files: ["docs/guides/creator.md", "docs/models.md"] },
  { title: "Build on the API", files: ["docs/api.md", "docs/live.md", "docs/webhooks.md", "docs/explorer.md"] },
  {
    title: "Run a hub",
    files: [
      "docs/guides/hub-operator.md",
      "docs/deploy.md",
      "docs/configuration.md",
      "docs/operations.md",
      "docs/metrics.md",
      "docs/runbook.md",
      "docs/security.md",
      "docs/moderation.md",
    ],
  },
  { title: "Run a computor's OC machine", files: ["docs/guides/computor-operator.md"] },
  {
    title: "Reference",
    files: [
      "docs/cli.md",
      "docs/troubleshooting.md",
      "docs/error-codes.md",
      "contracts/README.md",
      "docs/contract-reference.md",
    ],
  },
  { title: "How it is built", files: ["docs/architecture.md"] },
];

/**
 * All pages of the site in reading order. A new page shows up without anybody's doing, at the end of the last section;
 * naming it above gives it a better place. Decisions are a section of their own.
 */
export function navigationOf(files: readonly string[]): Section[] {
  const named = new Set(SECTIONS.flatMap((section) => section.files));
  const decisions = files.filter((file) => file.startsWith("docs/decisions/"));
  const others = files.filter((file) => !named.has(file) && !decisions.includes(file));
  const present = SECTIONS.map((section, index) => ({
    ...section,
    files: [...section.files.filter((file) => files.includes(file)), ...(index === SECTIONS.length - 1 ? others : [])],
  }));
  return [...present, { title: "Decisions", folded: true, files: decisions }].filter(({ files }) => files.length > 0);
}
