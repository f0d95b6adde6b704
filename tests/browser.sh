#!/usr/bin/env bash
# Stories in a real Chromium against a real local network. Installs Debian's Chromium where it may.
#
#   npm run test:browser [-- what vitest takes]
set -euo pipefail
cd "$(dirname "$0")/.."

have_chromium() {
  [ -n "${CHROMIUM:-}" ] || command -v chromium chromium-browser google-chrome >/dev/null
}

if ! have_chromium; then
  if command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; then
    apt-get update -qq && apt-get install -y -qq chromium
  fi
  have_chromium || {
    echo "browser.sh: missing: Chromium. Install it (Debian: sudo apt-get install chromium), or set CHROMIUM to its path." >&2
    exit 1
  }
fi

npm run build
exec npx vitest run --config tests/browser/vitest.config.ts "$@"
