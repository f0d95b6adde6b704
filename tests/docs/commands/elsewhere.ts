/** Commands that no test can run on a network of its own, by document, each with where they are run. New ones must be added here. */
export const ELSEWHERE: readonly [file: string, firstCommand: string, where: string][] = [
  ["docs/quickstart.md", "npm ci", ".ci/run, in a clean checkout"],
  ["docs/quickstart.md", "alias qubix='npm run --silent qubix --'", "here qubix is on the PATH"],
  ["docs/quickstart.md", "npm run pack:cli && npm install -g ./qubix-0.1.0.tgz", "npm run test:pack, below a prefix"],
  ["docs/pricing.md", "qubix job top-up KEY 5000 --extend 1000", "apps/cli/src/cli.test.ts, on a job that waits"],
  [
    "docs/artifacts.md",
    "qubix data delete-job KEY       # results, logs and inputs of an ended job; of a private one the spec, too",
    "the examples in the command line's help",
  ],
  [
    "docs/python.md",
    'pip install ./sdks/python            # or with extras: "./sdks/python[numpy,progress]"',
    "npm run test:python",
  ],
  [
    "docs/guides/provider.md",
    "qubix provider start --wallet owner --passphrase-file owner.txt --stake 10M --min-price 100 --slots 2",
    "the examples in the command line's help",
  ],
  ["docs/guides/provider.md", "qubix provider leave --name farm --to IDENTITY", "apps/cli/src/join.test.ts"],
  ["docs/guides/provider.md", "node --import tsx apps/agent/src/main.ts --config agent.json", "every local network"],
  [
    "docs/agent.md",
    "qubix provider join --hub URL            # from nothing: makes keys, gets QU, registers, starts one",
    "the examples in the command line's help; every local network",
  ],
  [
    "docs/webhooks.md",
    "qubix webhook create https://example.org/qubix        # prints the secret, this once",
    "the examples in the command line's help; with a receiver in apps/hub/src/webhooks",
  ],
  [
    "docs/deploy.md",
    "docker build --target hub -t qubix-hub -f deploy/docker/Dockerfile .",
    "the operator, with a registry",
  ],
  [
    "docs/deploy.md",
    "kubectl create secret generic qubix-hub-config --from-file=hub.json --from-file=network.json \\",
    "npm run test:deploy checks the chart",
  ],
  ["docs/deploy.md", "qubix hub reconcile --dry-run", "the examples in the command line's help"],
  [
    "docs/operations.md",
    "node --import tsx apps/hub/src/main.ts --config hub.json 2> >(jq -c 'select(.jobKey == \"…\")')",
    "every local network, without jq",
  ],
  ["docs/operations.md", "promtool check config deploy/prometheus/prometheus.yml", "npm run test:services"],
  [
    "docs/security.md",
    "QUBIX_API_KEY=qbx_… qubix job list --requester IDENTITY",
    "apps/cli/src/cli.test.ts, with a key",
  ],
  ["docs/moderation.md", "qubix hub reports --state open", "the examples in the command line's help"],
  [
    "docs/guides/computor-operator.md",
    "node --import tsx apps/oc-machine/src/main.ts --config oc-machine.json",
    "every local network",
  ],
];
