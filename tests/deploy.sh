#!/usr/bin/env bash
# Checks what deploy/ describes with the tools that will read it: Helm, the schemas of Kubernetes, Compose's own parser,
# nginx. Installs what is missing, where it may.
#
#   npm run test:deploy
set -euo pipefail
cd "$(dirname "$0")/.."

HELM=v3.17.3
COMPOSE_GO=v2.16.2
KUBERNETES=1.31

fail() {
  echo "deploy.sh: $*" >&2
  exit 1
}

tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT

go_tool() { # go_tool NAME PACKAGE: the path of a program that Go builds
  command -v "$1" && return
  command -v go >/dev/null || fail "missing: $1. Install it, or Go, with which it is built."
  GOBIN="$tools" go install "$2" >&2
  echo "$tools/$(basename "${2%@*}")"
}

helm=$(go_tool helm "helm.sh/helm/v3/cmd/helm@$HELM")
compose=$(go_tool compose-go "github.com/compose-spec/compose-go/v2/cmd@$COMPOSE_GO")
python3 -m venv "$tools/python" || fail "missing: python3 with venv (Debian: sudo apt-get install python3-venv)."
"$tools/python/bin/pip" install --quiet kubernetes-validate==1.37.0 yamllint==1.38.0
if ! command -v nginx >/dev/null; then
  [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || fail "missing: nginx. Install it (Debian: sudo apt-get install nginx-light)."
  apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nginx-light >&2
fi

echo "== yamllint"
"$tools/python/bin/yamllint" -d "{extends: relaxed, rules: {line-length: disable}}" --strict \
  deploy/compose deploy/prometheus deploy/alertmanager deploy/helm/qubix-hub/values.yaml deploy/helm/qubix-hub/Chart.yaml

echo "== Helm"
chart=deploy/helm/qubix-hub
"$helm" lint --quiet --strict "$chart"
for values in "" "--set ingress.enabled=true,podMonitor.enabled=true,blobsClaim=blobs" \
  "--set processes.api.replicas=1,processes.worker.replicas=0"; do
  # shellcheck disable=SC2086
  "$helm" template hub "$chart" --kube-version "$KUBERNETES" $values >"$tools/manifests.yaml"
  "$tools/python/bin/kubernetes-validate" -k "$KUBERNETES" "$tools/manifests.yaml" >"$tools/validation" 2>&1 ||
    { cat "$tools/validation" >&2 && fail "Kubernetes refuses the chart's manifests"; }
done
if "$helm" template hub "$chart" --kube-version "$KUBERNETES" --set processes.api.roles={nonsense} >/dev/null 2>&1; then
  fail "the chart takes a role that there isn't"
fi

echo "== Compose"
"$compose" -no-interpolation deploy/compose/compose.yaml >/dev/null || fail "Compose refuses compose.yaml"

echo "== nginx"
openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=hub -keyout "$tools/privkey.pem" -out "$tools/fullchain.pem" 2>/dev/null
# Older nginx can't resolve names of an upstream again, nor has a directive for HTTP/2: neither is what is checked here.
sed -e "s|/etc/nginx/tls|$tools|; s|/var/cache/nginx|$tools/cache|; s|hub-api:8080 resolve|127.0.0.1:8080|; /http2 on/d" \
  deploy/proxy/nginx.conf >"$tools/nginx.conf"
nginx -t -q -c "$tools/nginx.conf" -g "pid $tools/nginx.pid; error_log stderr;"
echo "deploy.sh: all good"
