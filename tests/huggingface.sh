#!/usr/bin/env bash
# The public huggingface_hub package against a real hub of this tree. It is installed, with pytest, into a virtual
# environment of its own (node_modules/.cache), pinned by tests/huggingface/requirements.txt. Arguments go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
venv=node_modules/.cache/huggingface
pins=tests/huggingface/requirements.txt
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
  echo "Python 3.10 or newer is needed: install it, or set PYTHON." >&2
  exit 1
fi
if ! cmp -s "$pins" "$venv/installed.txt"; then
  rm -rf "$venv"
  if ! "$python" -m venv "$venv" 2>/dev/null; then
    [ "$(id -u)" -eq 0 ] && apt-get install -y -q python3-venv >/dev/null && "$python" -m venv "$venv"
  fi
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$pins"
  cp "$pins" "$venv/installed.txt"
fi
PYTHONDONTWRITEBYTECODE=1 "$venv/bin/python" -m pytest tests/huggingface -q -p no:cacheprovider "$@"
