#!/usr/bin/env bash
# Runs the tests that touch the store, or any command, on a real PostgreSQL and a real Redis: private instances in a
# temporary folder, on free ports, gone afterwards. DATABASE_URL and REDIS_URL, where set, are used instead.
#
# Blobs are tested on an S3-compatible server as well (s3.sh).
#
#   npm run test:services [-- <vitest arguments>]
#   bash tests/services.sh -- <command>
#
# What runs finds DATABASE_URL and REDIS_URL in its environment, and POSTGRES_PID and REDIS_PID of private instances.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() {
  echo "services.sh: $*" >&2
  exit 1
}

# A program of PostgreSQL's server lies outside of PATH on Debian.
postgres_bin() {
  local found
  found=$(command -v initdb || ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -1)
  [ -n "$found" ] && dirname "$(readlink -f "$found")"
}

# Only the tests of what observes the network need Prometheus: those of a run without paths, or with theirs.
wants_prometheus() {
  local argument paths=
  for argument in "$@"; do
    case $argument in --) return 1 ;; *observe*) return 0 ;; -*) ;; *) paths=yes ;; esac
  done
  [ -z "$paths" ]
}

# The same program has two names.
alertmanager() {
  command -v prometheus-alertmanager || command -v alertmanager
}

install_missing() {
  local wanted=()
  if wants_prometheus "$@"; then
    { command -v prometheus && command -v promtool; } >/dev/null || wanted+=(prometheus)
    { alertmanager && command -v amtool; } >/dev/null || wanted+=(prometheus-alertmanager)
  fi
  [ -n "${DATABASE_URL:-}" ] || [ -n "$(postgres_bin)" ] || wanted+=(postgresql)
  [ -n "${REDIS_URL:-}" ] || command -v redis-server >/dev/null || wanted+=(redis-server)
  [ ${#wanted[@]} -eq 0 ] && return
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    fail "missing: ${wanted[*]}. Install them (Debian: sudo apt-get install ${wanted[*]}; macOS: brew install postgresql@15 redis prometheus alertmanager), or set DATABASE_URL and REDIS_URL."
  fi
  echo "Installing ${wanted[*]}" >&2
  # No service of the system's own is started: the tests have private ones.
  local policy=/usr/sbin/policy-rc.d mine=
  [ -e $policy ] || { mine=yes && printf '#!/bin/sh\nexit 101\n' >$policy && chmod +x $policy; }
  local status=0
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${wanted[@]}"; } >&2 || status=$?
  [ -z "$mine" ] || rm $policy
  [ $status -eq 0 ] ||
    fail "could not install ${wanted[*]}; install them by hand, or set DATABASE_URL and REDIS_URL."
}

free_port() {
  node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'
}

# PostgreSQL refuses to run as root: then it runs as the user that its package made.
as_owner() {
  if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

start_postgres() {
  local port
  port=$(free_port)
  mkdir "$folder/postgres"
  [ "$(id -u)" -eq 0 ] && chown postgres "$folder/postgres"
  as_owner "$bin/initdb" -D "$folder/postgres/data" -U qubix -A trust -E UTF8 --no-sync >/dev/null
  as_owner "$bin/pg_ctl" -D "$folder/postgres/data" -l "$folder/postgres/log" -w -t 60 \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200" start >/dev/null ||
    fail "PostgreSQL did not start: $(tail -5 "$folder/postgres/log")"
  postgres_started=yes
  export DATABASE_URL="postgres://qubix@127.0.0.1:$port/postgres"
  POSTGRES_PID=$(head -1 "$folder/postgres/data/postmaster.pid")
  export POSTGRES_PID
}

start_redis() {
  local port
  port=$(free_port)
  mkdir "$folder/redis"
  redis-server --port "$port" --bind 127.0.0.1 --dir "$folder/redis" --save '' --appendonly no \
    --maxmemory-policy noeviction >"$folder/redis/log" 2>&1 &
  redis_pid=$!
  export REDIS_PID=$redis_pid
  export REDIS_URL="redis://127.0.0.1:$port"
  for _ in $(seq 100); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && return
    sleep 0.1
  done
  fail "Redis did not start: $(tail -5 "$folder/redis/log")"
}

cleanup() {
  set +e
  [ -n "${s3_pid:-}" ] && kill "$s3_pid" && wait "$s3_pid"
  [ -n "${redis_pid:-}" ] && kill "$redis_pid" && wait "$redis_pid"
  [ -n "${postgres_started:-}" ] && as_owner "$bin/pg_ctl" -D "$folder/postgres/data" -m immediate stop >/dev/null
  rm -rf "$folder"
}

source tests/s3.sh
install_missing "$@"
if wants_prometheus "$@"; then
  ALERTMANAGER=$(alertmanager)
  export ALERTMANAGER
fi
bin=$(postgres_bin || true)
folder=$(mktemp -d)
chmod 755 "$folder"
trap cleanup EXIT
[ -n "${DATABASE_URL:-}" ] || start_postgres
[ -n "${REDIS_URL:-}" ] || start_redis
echo "PostgreSQL: $DATABASE_URL   Redis: $REDIS_URL" >&2

if [ "${1:-}" = "--" ]; then
  shift
  "$@"
  exit
fi

[ -n "${S3_ENDPOINT:-}" ] || start_s3
paths=(packages/store packages/market apps/hub tests/e2e)
for argument in "$@"; do
  case $argument in -*) ;; *) paths=() ;; esac
done
npx vitest run "${paths[@]}" "$@"
# The queue on PostgreSQL alone, without Redis.
[ ${#paths[@]} -eq 0 ] || env -u REDIS_URL npx vitest run packages/store/src/queue packages/store/src/live
