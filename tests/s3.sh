# An S3-compatible server for tests: moto (PyPI), which checks signatures and rights. Sourced by services.sh, which has
# made $folder, fail and free_port. S3_ENDPOINT, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, where set, are used instead.

MOTO_VERSION=5.2.5

# The program, installed into a folder of its own the first time.
moto_server() {
  local venv="${XDG_CACHE_HOME:-$HOME/.cache}/qubix-moto-$MOTO_VERSION"
  if [ ! -x "$venv/bin/moto_server" ]; then
    echo "Installing moto $MOTO_VERSION" >&2
    rm -rf "$venv"
    { python3 -m venv "$venv" && "$venv/bin/pip" install -q "moto[server]==$MOTO_VERSION"; } >&2 || {
      rm -rf "$venv"
      fail "could not install moto[server] $MOTO_VERSION, which the S3 tests need. Install Python 3 with venv and pip (Debian: sudo apt-get install python3-venv), or set S3_ENDPOINT, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY."
    }
  fi
  echo "$venv/bin/moto_server"
}

start_s3() {
  local port program
  program=$(moto_server)
  port=$(free_port)
  # The first three requests make the key below; from then on each one must be signed and allowed.
  INITIAL_NO_AUTH_ACTION_COUNT=3 "$program" -H 127.0.0.1 -p "$port" >"$folder/s3.log" 2>&1 &
  s3_pid=$!
  export S3_ENDPOINT="http://127.0.0.1:$port"
  for _ in $(seq 300); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
    sleep 0.1
  done
  read -r S3_ACCESS_KEY_ID S3_SECRET_ACCESS_KEY < <(make_s3_key) || fail "moto did not start: $(tail -5 "$folder/s3.log")"
  export S3_ACCESS_KEY_ID S3_SECRET_ACCESS_KEY
}

# A user who may do anything with S3. Prints id and secret of its key.
make_s3_key() {
  node --input-type=module -e '
    const headers = {
      "content-type": "application/x-www-form-urlencoded",
      authorization: "AWS4-HMAC-SHA256 Credential=x/20250101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=x",
    };
    const call = async (Action, more = {}) => {
      const body = new URLSearchParams({ Action, UserName: "qubix", Version: "2010-05-08", ...more });
      return (await fetch(process.env.S3_ENDPOINT, { method: "POST", headers, body })).text();
    };
    const Statement = [{ Effect: "Allow", Action: "s3:*", Resource: "*" }];
    await call("CreateUser");
    await call("PutUserPolicy", { PolicyName: "s3", PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement }) });
    const key = await call("CreateAccessKey");
    const [id, secret] = ["AccessKeyId", "SecretAccessKey"].map((name) => key.split(`<${name}>`)[1].split("<")[0]);
    console.log(id, secret);
  '
}
