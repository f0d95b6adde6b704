import { CONTRACT_CODES } from "@qubix/contract";
import { PROBLEMS, type ProblemCode } from "@qubix/protocol";
import { openApiDocument, outlineOf } from "@qubix/protocol/openapi";

const FEW = 8;

/** What each error code means and what to do, as Markdown, from the tables that hub and contract answer from. */
export function errorCodes(): string {
  const contract = new Map(Object.values(CONTRACT_CODES).map((one) => [one.name, one]));
  const routes = routesByCode();
  const names = [...new Set([...Object.keys(PROBLEMS), ...contract.keys()])].sort();
  const entries = names.map((name) => {
    const problem = PROBLEMS[name as ProblemCode] as (typeof PROBLEMS)[ProblemCode] | undefined;
    const refusal = contract.get(name);
    const parts = [
      problem && `Hub, status ${problem.status}: ${stop(problem.title)} **What to do:** ${problem.hint}`,
      problem && from(routes.get(name) ?? []),
      refusal && `Contract, code ${refusal.code}: ${refusal.text}`,
    ];
    return `## ${name}\n\n${parts.filter(Boolean).join("\n\n")}\n`;
  });
  return `# Error codes

Each code that a hub's API or the contract answers with, in order of the alphabet, with what it means and what to do next. The
command line prints the code before the message, and with \`--json\` as \`error.code\`; problem documents of the API have it in
\`code\`, and in \`detail\` what is particular to the case. A code keeps its meaning for ever. Symptoms without a code are under
[troubleshooting](troubleshooting.md). This page is written by \`npm run docs:codes\` from the code.

${entries.join("\n")}`;
}

/** Names of the routes that answer with a code; those of nearly every route are left out. */
function routesByCode(): Map<string, string[]> {
  const routes = new Map<string, string[]>();
  for (const { operations } of outlineOf(openApiDocument()).groups)
    for (const { name, problems } of operations)
      for (const { code } of problems) routes.set(code, [...(routes.get(code) ?? []), name]);
  return routes;
}

function from(names: string[]): string | undefined {
  if (names.length === 0 || names.length > FEW) return undefined;
  return `Answered by ${names.map((name) => `[${name}](api.md#${name.toLowerCase()})`).join(", ")}.`;
}

const stop = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
