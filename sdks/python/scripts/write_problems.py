"""Writes src/qubix/errors/problems.py from the API's published document: a class for each problem code.

python sdks/python/scripts/write_problems.py
"""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
PUBLISHED = ROOT / "packages/protocol/src/routes/published/v1.json"
TARGET = ROOT / "sdks/python/src/qubix/errors/problems.py"

HEAD = '''"""An exception for each problem code of the API. Written by scripts/write_problems.py; don't edit."""

from __future__ import annotations

from .api import (
{bases}
)
'''

BASES = {
    400: "BadRequestError",
    401: "AuthenticationError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    410: "GoneError",
    422: "UnprocessableError",
    429: "RateLimitError",
}


def class_name(code: str) -> str:
    """`JOB_NOT_FOUND` → `JobNotFoundError`."""
    return "".join(word.capitalize() for word in code.split("_")) + "Error"


def base_of(status: int) -> str:
    """The class of a status, as errors/api.py has it."""
    return BASES.get(status, "ServerError" if status >= 500 else "ClientError")


def module(document: dict[str, Any]) -> str:
    """The module's text."""
    problems = sorted((example["value"] for example in document["components"]["examples"].values()), key=_code)
    bases = sorted({base_of(problem["status"]) for problem in problems} | {"ApiError"})
    parts = [HEAD.format(bases="\n".join(f"    {base}," for base in bases))]
    for problem in problems:
        if class_name(problem["code"]) in bases:  # NOT_FOUND is the status's own class
            continue
        told = f"{problem['title']}. {problem.get('hint', '')}".strip().replace("\\", "\\\\")
        lines = textwrap.wrap(f'"""{problem["status"]}: {told}"""', 110)
        body = "\n    ".join(lines)
        parts.append(f"\nclass {class_name(problem['code'])}({base_of(problem['status'])}):\n    {body}\n")
    table = "\n".join(f'    "{problem["code"]}": {class_name(problem["code"])},' for problem in problems)
    parts.append(f"\nPROBLEMS: dict[str, type[ApiError]] = {{\n{table}\n}}\n")
    return "\n".join(parts)


def _code(problem: dict[str, Any]) -> str:
    return problem["code"]


if __name__ == "__main__":
    TARGET.write_text(module(json.loads(PUBLISHED.read_text())))
    print(f"Wrote {TARGET.relative_to(ROOT)}.")
