import { type OpenApiDocument, type OutlinedOperation, outlineOf } from "@qubix/protocol/openapi";
import { Html, html, NOTHING } from "./html.ts";

/** The page's only style; its digest stands in the Content-Security-Policy. */
export const STYLE = `
:root { color-scheme: light dark; --line: #8884; }
body { font: 15px/1.55 system-ui, sans-serif; max-width: 62rem; margin: 0 auto; padding: 1.5rem; }
code, pre { font: 13px/1.5 ui-monospace, monospace; }
pre { overflow: auto; padding: .75rem; border: 1px solid var(--line); border-radius: 6px; }
details { border: 1px solid var(--line); border-radius: 6px; margin: .5rem 0; padding: .4rem .8rem; }
summary { cursor: pointer; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0; }
td, th { border-top: 1px solid var(--line); padding: .25rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
nav { display: flex; flex-wrap: wrap; gap: .3rem .9rem; }
b { display: inline-block; min-width: 4.2rem; }
`;

/** The reference as one page without scripts and without anything from elsewhere. */
export function referenceHtml(document: OpenApiDocument): string {
  const { groups, common, problems, schemas } = outlineOf(document);
  const shown = groups.filter(({ operations }) => operations.length > 0);
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Qubix hub API</title><style>${new Html(STYLE)}</style></head><body>
<h1>Qubix hub API</h1>
${document.info.description.split("\n\n").map((text) => html`<p>${text}</p>`)}
<p><a href="openapi.json">openapi.json</a></p>
<nav>${shown.map(({ name }) => html`<a href="#${name}">${name}</a>`)}<a href="#problems">problems</a><a href="#documents">documents</a></nav>
${shown.map(
  ({ name, description, operations }) =>
    html`<h2 id="${name}">${name}</h2><p>${description}</p>${operations.map(operationHtml)}`,
)}
<h2 id="problems">problems</h2>
${table(
  ["code", "status", "what it means", "what to do"],
  [...common, ...problems].map(({ code, status, title, hint }) => [code, String(status), title, hint]),
)}
<h2 id="documents">documents</h2>
${schemas.map(
  ({ name, type, fields }) =>
    html`<details id="${name}"><summary><code>${name}</code></summary>${
      fields.length === 0 ? html`<p><code>${type}</code></p>` : fieldTable(fields)
    }</details>`,
)}
</body></html>`;
  return page.text;
}

function operationHtml(operation: OutlinedOperation): Html {
  const { name, method, path, summary, access, parameters, request, status, answer, problems, idempotent } = operation;
  return html`<details id="${name}"><summary><b>${method}</b> <code>${path}</code> ${summary}</summary>
<p>Name: <code>${name}</code>. Who: ${access}.${idempotent ? " Takes an Idempotency-Key." : ""}</p>
${
  parameters.length === 0
    ? NOTHING
    : table(
        ["parameter", "in", "type", ""],
        parameters.map((one) => [one.name, one.place, one.type, one.required ? "required" : ""]),
      )
}
${request === undefined ? NOTHING : html`<p>Body: <code>${request.type}</code></p>${fieldTable(request.fields)}${example(request.example)}`}
<p>Answer ${status}${answer === undefined ? NOTHING : html`: <code>${answer.type}</code>`}</p>
${answer === undefined ? NOTHING : html`${fieldTable(answer.fields)}${example(answer.example)}`}
${problems.length === 0 ? NOTHING : html`<p>Problems: ${problems.map(({ code, status }) => html`<code>${code}</code> (${String(status)}) `)}</p>`}
</details>`;
}

const fieldTable = (fields: readonly { name: string; type: string; required: boolean }[]) =>
  fields.length === 0
    ? NOTHING
    : table(
        ["member", "type", ""],
        fields.map((one) => [one.name, one.type, one.required ? "" : "optional"]),
      );

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  html`<table><tr>${head.map((text) => html`<th>${text}</th>`)}</tr>${rows.map(
    (row) => html`<tr>${row.map((text) => html`<td>${text}</td>`)}</tr>`,
  )}</table>`;

const example = (value: unknown) =>
  value === undefined ? NOTHING : html`<pre>${JSON.stringify(value, null, 2)}</pre>`;
