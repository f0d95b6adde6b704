import type { OpenApiDocument, Operation, Parameter } from "@qubix/protocol/openapi";
import fc from "fast-check";
import { arbitraryOf, type World } from "./arbitrary-of.ts";
import { trickText, trickValue } from "./tricks.ts";

export interface FuzzRequest {
  operation: string;
  method: string;
  /** As sent, with its query. */
  path: string;
  headers: Record<string, string>;
  body: Buffer | undefined;
  /** Who signs it: nobody, one of the accounts by number, or somebody with a header of nonsense. */
  signer: number | undefined;
}

/** Requests to each operation of the document. */
export function requestArbitraries(document: OpenApiDocument, world: World): fc.Arbitrary<FuzzRequest>[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => requestOf(path, method, operation, world)),
  );
}

function requestOf(path: string, method: string, operation: Operation, world: World): fc.Arbitrary<FuzzRequest> {
  const parameters = (operation.parameters ?? []).filter((one): one is Parameter => "name" in one);
  const inPath = parameters.filter((one) => one.in === "path");
  return fc
    .record({
      path: fc.record(Object.fromEntries(inPath.map((one) => [one.name, pathText(one, world)]))),
      query: queryArbitrary(parameters, world),
      body: bodyArbitrary(operation, world),
      headers: headerArbitrary(operation),
      signer: fc.oneof(fc.constant(undefined), fc.nat({ max: 2 })),
    })
    .map(({ path: values, query, body, headers, signer }) => ({
      ...{ operation: operation.operationId, method: method.toUpperCase(), signer, body },
      path: path.replace(/\{(\w+)\}/g, (_, name: string) => (values as Record<string, string>)[name]!) + query,
      headers: body === undefined ? headers : { "content-type": mediaOf(operation), ...headers },
    }));
}

const mediaOf = ({ requestBody }: Operation) => Object.keys(requestBody?.content ?? { "application/json": 0 })[0]!;

function pathText(one: Parameter, world: World): fc.Arbitrary<string> {
  const good = arbitraryOf(one.schema, world).map((value) => encode(String(value)));
  return fc.oneof(
    { weight: 9, arbitrary: good },
    { weight: 1, arbitrary: trickText.map(encode) },
    { weight: 1, arbitrary: trickText.map(sendable) },
  );
}

/** Lone surrogates have no UTF-8. */
const encode = (text: string) => encodeURIComponent(Buffer.from(text).toString());
/** What a client can put on the request line: the rest is tried over raw sockets. */
const sendable = (text: string) => text.replace(/[^\x21-\x7e]|[?#]/g, "") || "x";

function queryArbitrary(parameters: readonly Parameter[], world: World): fc.Arbitrary<string> {
  const known = parameters.filter((one) => one.in === "query");
  const pair = fc.oneof(
    ...known.map((one) => ({
      weight: 4,
      // Long polls are for other tests.
      arbitrary: (one.name === "wait" ? fc.constant(0) : arbitraryOf(one.schema, world)).map(
        (value) => `${one.name}=${encode(String(value))}`,
      ),
    })),
    { weight: 1, arbitrary: fc.tuple(trickText, trickText).map(([name, value]) => `${encode(name)}=${encode(value)}`) },
  );
  const required = known
    .filter((one) => one.required)
    .map((one) => arbitraryOf(one.schema, world).map((value) => `${one.name}=${encode(String(value))}`));
  const some =
    known.length === 0
      ? fc.oneof({ weight: 6, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(pair, { maxLength: 2 }) })
      : fc.array(pair, { maxLength: 4 });
  return fc.tuple(fc.tuple(...required), some).map(([must, may]) => {
    const all = [...must, ...may];
    return all.length === 0 ? "" : `?${all.join("&")}`;
  });
}

function bodyArbitrary(operation: Operation, world: World): fc.Arbitrary<Buffer | undefined> {
  const json = operation.requestBody?.content["application/json"];
  const none = { weight: 1, arbitrary: fc.constant(undefined) };
  if (operation.requestBody === undefined)
    return fc.oneof(
      { weight: 12, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constant(Buffer.from("{}")) },
    );
  const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
  if (json === undefined) return fc.oneof(none, { weight: 6, arbitrary: bytes });
  const text = (value: unknown) => Buffer.from(JSON.stringify(value) ?? "", "utf8");
  return fc.oneof(
    none,
    { weight: 20, arbitrary: arbitraryOf(json.schema, world).map(text) },
    { weight: 2, arbitrary: trickValue.map(text) },
    { weight: 1, arbitrary: bytes },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom("{", "[".repeat(50_000), '{"a":1,"a":2}', '{"__proto__":{}}', "\ufeff{}", "1e999", '"\\ud800"')
        .map((broken) => Buffer.from(broken)),
    },
    { weight: 1, arbitrary: fc.constant(Buffer.alloc(2_000_000, 0x20)) },
  );
}

const headerText = trickText.map((text) => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, ""));

function headerArbitrary(operation: Operation): fc.Arbitrary<Record<string, string>> {
  const often = <T>(usual: T, other: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 12, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });
  const maybe = (values: fc.Arbitrary<string>) => often<string | undefined>(undefined, values);
  const keys = operation.parameters?.some((one) => "$ref" in one && one.$ref.endsWith("/IdempotencyKey"));
  return fc
    .record({
      accept: maybe(fc.constantFrom("*/*", "text/html", "application/json;q=0", "garbage", ",,,")),
      authorization: maybe(
        fc.oneof(headerText, fc.constantFrom("Bearer x", "Bearer qbx_1_2", "Qubic v1 identity=A", "Basic YTpi")),
      ),
      "content-type": maybe(
        fc.oneof(headerText, fc.constantFrom("text/plain", "application/json; charset=latin1", "application/jsonx")),
      ),
      "content-encoding": maybe(fc.constantFrom("gzip", "identity", "br")),
      "if-none-match": maybe(headerText),
      range: maybe(
        fc.constantFrom("bytes=0-", "bytes=-1", "bytes=5-1", "bytes=0-999999999999", "items=1-2", "bytes=,"),
      ),
      "x-request-id": maybe(headerText),
      "x-forwarded-for": maybe(fc.oneof(headerText, fc.ipV6(), fc.ipV4())),
      origin: maybe(headerText),
      host: maybe(fc.constantFrom("evil.example", "", "127.0.0.1", "a b")),
      "idempotency-key": keys
        ? often<string | undefined>(undefined, fc.oneof(fc.constantFrom("0000-the-same", "1111-the-same"), headerText))
        : fc.constant(undefined),
    })
    .map(
      (headers) =>
        Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)) as Record<
          string,
          string
        >,
    );
}
