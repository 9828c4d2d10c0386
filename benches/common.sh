# What the benchmarks begin with; they are run in the project's folder. `out` has the programs once `build` was called, and `work` is
# gone at the end.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

out=${CARGO_TARGET_DIR:-target}/release/installed
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

command -v hyperfine >/dev/null || { echo "hyperfine is missing: cargo install hyperfine" >&2; exit 2; }
# A pyenv shim is a shell script that takes longer than typos itself: measure the program behind it.
typos=$(pyenv which typos 2>/dev/null || command -v typos || true)

# build: builds the programs, and copies them as an installer would. A program as the linker leaves it takes a sixth more page
# faults to start.
build() {
  cargo build --release --quiet --bin pitchlint --example floor
  mkdir -p "$out"
  cp "$out/../pitchlint" "$out/../examples/floor" "$out"
}

# docs_repository [FOLDER]: the folder, or that of the repository which benches/docs-repo.py makes up.
docs_repository() {
  local folder=${1:-target/bench/docs-repo}
  if [[ ! -d $folder ]]; then
    [[ -z ${1:-} ]] || { echo "no such folder: $folder" >&2; return 2; }
    python3 benches/docs-repo.py "$folder" >&2
  fi
  echo "$folder"
}
