import { expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { DocumentWriter } from "./document-writer.ts";

const written = (form: "json" | "yaml" | "csv", ...documents: unknown[]) => {
  let text = "";
  const writer = new DocumentWriter(form, (more) => {
    text += more;
  });
  for (const document of documents) writer.add(document);
  return text;
};

it("writes each document as a line of JSON, with amounts as decimal strings", () => {
  expect(written("json", { amount: 12n, list: [1n] }, 1)).toBe('{"amount":"12","list":["1"]}\n1\n');
});

it("writes documents of YAML that are read back as what they were", () => {
  const documents = [{ name: "no", amount: "007", nested: { a: [1, null] } }, { text: "a: b\n- c" }];
  expect(parseAllDocuments(written("yaml", ...documents)).map((one) => one.toJS())).toEqual(documents);
});

it("writes lists as rows below one heading, with quotes where RFC 4180 wants them", () => {
  const page = {
    items: [
      { key: "a", name: 'with "quotes", and\nlines' },
      { key: "b", more: { x: [1] } },
    ],
  };
  expect(written("csv", page, { items: [{ key: "c" }] })).toBe(
    'key,name,more\r\na,"with ""quotes"", and\nlines",\r\nb,,"{""x"":[1]}"\r\nc,,\r\n',
  );
});

it("makes texts of what a spreadsheet would take for a formula, but leaves numbers alone", () => {
  const names = ["=1+1", "+cmd", "@sum", "-2+3", "-5", "ok", "\t=1"];
  expect(
    written("csv", { items: names.map((name) => ({ name, balance: -5n })) })
      .split("\r\n")
      .slice(1, -1),
  ).toEqual(["'=1+1,-5", "'+cmd,-5", "'@sum,-5", "'-2+3,-5", "-5,-5", "ok,-5", "'\t=1,-5"]);
});
