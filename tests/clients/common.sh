# What clients share. Sourced by their `run`, which gets the path of a built pitchlint.
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

# A package of Debian, where it is not there yet and this is root on such a system: the command, and the package if that has
# another name.
command_of() {
  command -v "$1" >/dev/null && return
  [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null || skip "$1 is not at hand"
  install() { DEBIAN_FRONTEND=noninteractive timeout 600 apt-get install --quiet --quiet --yes "$1" >/dev/null 2>&1; }
  install "${2:-$1}" || { apt-get update --quiet --quiet >/dev/null 2>&1 && install "${2:-$1}"; } || skip "$1 cannot be installed"
}
