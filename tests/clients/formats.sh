# What the clients of report formats share. Sourced by their `run`, which gets the path of a built pitchlint.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
client=$(basename "$(cd "$(dirname "$0")" && pwd)")
own=$root/tests/clients/$client
work=$root/target/clients/$client
program=$(realpath "${1:?the path of a built pitchlint}")
mkdir -p "$work"

skip() {
  echo "skipped $client: $1"
  [[ ${PITCHLINT_CLIENTS:-} == required ]] && exit 1
  exit 0
}

# Python packages in a virtual environment of the client; $python runs there.
python_packages() {
  command -v python3 >/dev/null || skip "python3 is not at hand"
  python=$work/venv/bin/python
  if [[ ! -f $work/venv/installed || $(cat "$work/venv/installed") != "$*" ]]; then
    python3 -m venv "$work/venv" && "$work/venv/bin/pip" -q install "$@" || skip "$* cannot be installed"
    echo "$*" >"$work/venv/installed"
  fi
}

# npm packages below the client's folder.
node_packages() {
  command -v npm >/dev/null || skip "npm is not at hand"
  if [[ ! -f $work/node_modules/installed || $(cat "$work/node_modules/installed") != "$*" ]]; then
    [[ -f $work/package.json ]] || echo '{"private": true}' >"$work/package.json"
    (cd "$work" && npm install --silent --no-audit --no-fund --ignore-scripts "$@" >/dev/null) || skip "$* cannot be installed"
    echo "$*" >"$work/node_modules/installed"
  fi
}

# A report on two sets of drafts: the pitches of this repository, and files whose names and texts are out to break it. Each is
# written beside its findings as `jsonl`. Exit code 1 says that there are findings, which there are.
reports() {
  rm -rf "$work/hostile" && python3 "$root/tests/clients/hostile.py" "$work/hostile"
  report "$root" pitches "$1" fixtures/pitches
  report "$work/hostile" hostile "$1" .
}

report() {
  local code=0
  (cd "$1" && "$program" --quiet --format "$3=$work/$2.$3" --format "jsonl=$work/$2.jsonl" "$4") || code=$?
  [[ $code == 1 ]] || { echo "$client: pitchlint ended with $code"; exit 1; }
}
