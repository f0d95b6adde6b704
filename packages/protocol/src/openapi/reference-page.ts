import type { OpenApiDocument } from "./document.ts";
import { type OutlinedField, type OutlinedOperation, outlineOf } from "./outline.ts";

/** The reference of all routes as Markdown. */
export function referencePage(document: OpenApiDocument): string {
  const { groups, common, problems, schemas } = outlineOf(document);
  const codes = (list: typeof common) =>
    list.map(({ code, status, title, hint }) => `| \`${code}\` | ${status} | ${cell(title)} | ${cell(hint)} |`);
  const lines = [
    "# API reference",
    "",
    "Written by `npm run api:publish` from the route table (`packages/protocol/src/routes`). A running hub serves the same at",
    "`/api/v1/docs`, and as OpenAPI 3.1 at `/api/v1/openapi.json`.",
    "",
    document.info.description,
    "",
    ...groups.flatMap(({ name, description, operations }) =>
      operations.length === 0 ? [] : [`## ${name}`, "", description, "", ...operations.flatMap(operationLines)],
    ),
    "## Problems of nearly every route",
    "",
    "| code | status | what it means | what to do |",
    "|---|---|---|---|",
    ...codes(common),
    "",
    "## Problems of single routes",
    "",
    "| code | status | what it means | what to do |",
    "|---|---|---|---|",
    ...codes(problems),
    "",
    "## Documents",
    "",
    ...schemas.flatMap(({ name, type, fields }) => [
      `### ${name}`,
      "",
      ...(fields.length === 0 ? [`\`${type}\``, ""] : fieldTable(fields)),
    ]),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function operationLines(operation: OutlinedOperation): string[] {
  const { name, method, path, summary, access, parameters, request, status, answer, problems, idempotent } = operation;
  return [
    `### ${name}`,
    "",
    `\`${method} ${path}\` — ${summary}`,
    "",
    `Who: ${access}.${idempotent ? " Takes an `Idempotency-Key`." : ""}`,
    "",
    ...(parameters.length === 0
      ? []
      : [
          "| parameter | in | type | |",
          "|---|---|---|---|",
          ...parameters.map(
            (one) => `| \`${one.name}\` | ${one.place} | ${type(one.type)} | ${one.required ? "required" : ""} |`,
          ),
          "",
        ]),
    ...(request === undefined ? [] : [`Body: ${type(request.type)}`, "", ...example(request.example)]),
    `Answer ${status}${answer === undefined ? "" : `: ${type(answer.type)}`}`,
    "",
    ...(problems.length === 0
      ? []
      : [`Problems: ${problems.map(({ code, status }) => `\`${code}\` (${status})`).join(", ")}.`, ""]),
  ];
}

const fieldTable = (fields: readonly OutlinedField[]) => [
  "| member | type | |",
  "|---|---|---|",
  ...fields.map((one) => `| \`${one.name}\` | ${type(one.type)} | ${one.required ? "" : "optional"} |`),
  "",
];

const example = (value: unknown) => (value === undefined ? [] : ["```json", JSON.stringify(value, null, 2), "```", ""]);
const type = (text: string) => `\`${cell(text)}\``;
const cell = (text: string) => text.replaceAll("|", "\\|");
