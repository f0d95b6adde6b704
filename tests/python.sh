#!/usr/bin/env bash
# Checks the Python SDK: types, lint, tests against a real local network, and the package as it would be published.
# It works in a virtual environment of its own below node_modules/.cache; Python 3.10 or newer is needed.
#
#   npm run test:python                        all of it
#   npm run test:python -- tests/transport     some tests; pytest's options are taken, too
set -euo pipefail
cd "$(dirname "$0")/.."

fail() {
  echo "python.sh: $*" >&2
  exit 1
}

python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null ||
  fail "Python 3.10 or newer is needed; name one with PYTHON=/path/to/python3."
environment=$PWD/node_modules/.cache/python-$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
[ -x "$environment/bin/python" ] || "$python" -m venv "$environment" ||
  fail "missing: python3 with venv (Debian: sudo apt-get install python3-venv)."
bin=$environment/bin
"$bin/python" -m pip install --quiet --upgrade "pip>=25.1"
cd sdks/python
"$bin/python" -m pip install --quiet --editable ".[numpy,pillow,pandas,progress,sklearn]" --group test

if [ $# -eq 0 ]; then
  echo "== pyright"
  "$bin/pyright" --pythonpath "$bin/python"
  echo "== ruff"
  "$bin/ruff" check .
  "$bin/ruff" format --check .
fi
echo "== pytest"
"$bin/python" -m pytest "$@"
