"""The contract with hubs: what this SDK uses is what the API's published document promises.

The document is written by `npm run api:publish`, and a test of the repository refuses changes of it that would break
clients."""

from __future__ import annotations

import inspect
import json
import types
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

import pytest

import qubix.errors.problems as problems_module
from qubix.documents.decode import members
from qubix.documents.document import Document
from qubix.documents.page import Items
from qubix.errors.api import ApiError
from qubix.errors.problems import PROBLEMS
from qubix.transport import routes as routes_module
from qubix.transport.routes import PREFIX, Route

ROOT = Path(__file__).resolve().parents[3]
PUBLISHED: dict[str, Any] = json.loads((ROOT / "packages/protocol/src/routes/published/v1.json").read_text())
SCHEMAS: dict[str, Any] = PUBLISHED["components"]["schemas"]


def _routes() -> list[Route[Any]]:
    found = [one for one in vars(routes_module).values() if isinstance(one, Route)]
    return found + list(routes_module.JOB_ACTIONS.values())


def _operation(route: Route[Any]) -> dict[str, Any]:
    return PUBLISHED["paths"][PREFIX + route.path][route.method.lower()]


def _resolve(schema: dict[str, Any]) -> dict[str, Any]:
    return SCHEMAS[schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema


@pytest.mark.parametrize("route", _routes(), ids=lambda route: route.name)
def test_each_route_is_as_published(route: Route[Any]) -> None:
    operation = _operation(route)
    assert operation["operationId"] == route.name
    parameters = [one for one in operation["parameters"] if "name" in one]
    assert route.query <= {one["name"] for one in parameters if one["in"] == "query"}
    assert not {one["name"] for one in parameters if one["in"] == "query" and one.get("required")} - route.query
    assert {one["name"] for one in parameters if one["in"] == "path"} == {
        part[1:-1] for part in route.path.split("/") if part.startswith("{")
    }
    assert route.keyed == any(one.get("$ref", "").endswith("/IdempotencyKey") for one in operation["parameters"])
    ways = operation["security"]
    assert route.anonymous == ({} in ways and not any("apiKey" in way for way in ways))


@pytest.mark.parametrize("route", _routes(), ids=lambda route: route.name)
def test_each_answer_has_what_is_read_of_it(route: Route[Any]) -> None:
    good = next(answer for status, answer in _operation(route)["responses"].items() if status.startswith("2"))
    schema = good.get("content", {}).get("application/json", {}).get("schema")
    if route.answer is type(None):
        assert schema is None
        return
    misfits = list(_misfits(route.answer, schema, route.name))
    if issubclass(route.answer, Items):
        misfits += _misfits(route.item, _resolve(schema)["properties"]["items"]["items"], route.name)
    assert misfits == []


def test_each_problem_has_a_class() -> None:
    published = {one["value"]["code"]: one["value"]["status"] for one in PUBLISHED["components"]["examples"].values()}
    assert set(PROBLEMS) == set(published)
    for code, status in published.items():
        error = PROBLEMS[code](code, "told", status=status)
        assert isinstance(error, ApiError)
        assert str(status) in (inspect.getdoc(PROBLEMS[code]) or "")


def test_the_classes_are_as_their_script_writes_them() -> None:
    script: dict[str, Any] = {
        "__name__": "write_problems",
        "__file__": str(ROOT / "sdks/python/scripts/write_problems.py"),
    }
    exec((ROOT / "sdks/python/scripts/write_problems.py").read_text(), script)
    assert Path(problems_module.__file__).read_text() == script["module"](PUBLISHED), "run scripts/write_problems.py"


def _misfits(kind: type[Document], schema: dict[str, Any], where: str) -> Iterator[str]:
    """What a document's class reads that the schema does not promise, down to the last member."""
    resolved = _resolve(schema)
    properties, required = resolved.get("properties", {}), resolved.get("required", [])
    for name, inner, needed in members(kind).values():
        if name not in properties:
            yield f"{where}.{name} is not in the document"
        elif needed and name not in required:
            yield f"{where}.{name} may be missing"
        else:
            yield from _type_misfits(inner, _resolve(properties[name]), f"{where}.{name}")


def _type_misfits(kind: Any, schema: dict[str, Any], where: str) -> Iterator[str]:
    origin = get_origin(kind)
    if isinstance(kind, type) and issubclass(kind, Document):
        yield from _misfits(kind, schema, where)
    elif origin in (Union, types.UnionType) and type(None) in get_args(kind):
        for inner in get_args(kind):
            if inner is not type(None):
                yield from _type_misfits(inner, schema, where)
    elif origin is tuple:
        yield from (
            _type_misfits(get_args(kind)[0], _resolve(schema["items"]), f"{where}[]") if "items" in schema else [where]
        )
    elif origin is Mapping:
        if not (schema.get("type") == "object" or "oneOf" in schema or "anyOf" in schema):
            yield f"{where} is no object"
    elif _json_types(kind) != (found := _schema_types(schema)) and kind is not Any:
        yield f"{where} is {found}, not {_json_types(kind)}"


def _json_types(kind: Any) -> set[str]:
    if get_origin(kind) is Annotated:
        return {"integer"} if get_args(kind)[0] is datetime else {"string"}
    if get_origin(kind) in (Union, types.UnionType):
        return {one for inner in get_args(kind) for one in _json_types(inner)}
    return {{int: "integer", str: "string", bool: "boolean", float: "number"}.get(kind, "object")}


def _schema_types(schema: dict[str, Any]) -> set[str]:
    variants = schema.get("anyOf") or schema.get("oneOf")
    if variants:
        return {one for variant in variants for one in _schema_types(_resolve(variant))}
    return {schema.get("type", "string")}
