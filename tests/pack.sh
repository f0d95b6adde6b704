#!/usr/bin/env bash
# Packs the command line, installs it as somebody with nothing but Node would, and has it do all it can: a whole network with
# its web app, jobs, and a provider that joins from nothing and leaves with its stake.
#
#   npm run test:pack
set -euo pipefail
cd "$(dirname "$0")/.."
repository=$PWD
place=$(mktemp -d)
network=
provider=

finish() {
  for process in $provider $network; do kill -INT "$process" 2>/dev/null && wait "$process" || true; done
  rm -rf "$place"
}
trap finish EXIT

fail() {
  echo "pack.sh: $*" >&2
  tail -n 50 "$place"/*.log >&2 2>/dev/null || true
  exit 1
}

await() { # await SECONDS FILE TEXT PROCESS: until the file has the text; fails when the process ends before
  local end=$((SECONDS + $1))
  until grep -qs -- "$3" "$2"; do
    kill -0 "$4" 2>/dev/null || fail "it ended without saying: $3"
    [ $SECONDS -lt $end ] || fail "it did not say in $1 s: $3"
    sleep 0.5
  done
}

qubix() { "$place/installed/bin/qubix" "$@"; }

echo "== Pack"
npm run --silent build >/dev/null
npm run --silent pack:cli
mv qubix-*.tgz "$place/qubix.tgz"

echo "== Install"
npm install --global --silent --no-audit --no-fund --prefix "$place/installed" "$place/qubix.tgz"
# From here on nothing of this repository is near.
cd "$place"
export QUBIX_HOME="$place/home"
qubix --version >/dev/null || fail "it does not start"

echo "== A network with something to look at"
"$place/installed/bin/qubix" up --agents 2 >up.log 2>&1 &
network=$!
await 300 up.log "The network is up" "$network"
await 600 up.log "All of them are paid" "$network"
hub=$(grep -o 'http://127.0.0.1:[0-9]*/api/v1/docs' up.log | head -n 1)
hub=${hub%/api/v1/docs}

echo "== A provider joins"
QUBIX_HOME="$place/stranger" "$place/installed/bin/qubix" provider join --hub "$hub" >join.log 2>&1 &
provider=$!
await 300 join.log "The agent works" "$provider"
slot=$(sed -n 's/^You are provider \([0-9]*\),.*/\1/p' join.log)
qubix job submit --wasm "$repository/examples/dist/endurance.wasm" --arg 20 --providers "$slot" --wait >job.log 2>&1 ||
  fail "the job was not paid"
await 120 join.log "Earned" "$provider"
kill -INT "$provider"
wait "$provider" || fail "the provider did not end well"
provider=
QUBIX_HOME="$place/stranger" "$place/installed/bin/qubix" provider leave >leave.log 2>&1 || fail "it can't leave"

echo "== Again"
kill -INT "$network"
wait "$network" || fail "the network did not end well"
"$place/installed/bin/qubix" up --agents 2 --json >again.log 2>&1 &
network=$!
await 300 again.log '"ready":true' "$network"
jobs=$(qubix job list --json | node -pe 'JSON.parse(require("fs").readFileSync(0)).items.length')
[ "$jobs" -ge 7 ] || fail "it has forgotten its jobs"

echo "== Pages"
for page in / /docs/; do
  curl --silent --fail --header 'Accept: text/html' --output page.html "$hub$page" && grep -qi '<html' page.html ||
    fail "the hub serves no page at $page"
done
echo "pack.sh: all good"
