#!/usr/bin/env bash
# Whether the program comes out the same, byte for byte, when it is built in another folder: builds it twice, from two copies of the
# sources with paths of different lengths, and compares.
#
#   .github/reproducible.sh [PROFILE]        (default: release)
#
# Needs cargo and git, and the Rust that both builds share; takes as long as two builds from nothing. What is not committed is not built.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

profile=${1:-release}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
home=${CARGO_HOME:-$HOME/.cargo}
sums=()
for place in one another/and-longer; do
  source=$work/$place/pitchlint
  mkdir -p "$source"
  git archive HEAD | tar -x -C "$source"
  # Paths of the sources and of the dependencies are what differs from machine to machine.
  (cd "$source" && RUSTFLAGS="--remap-path-prefix=$source=/pitchlint --remap-path-prefix=$home=/cargo" CARGO_INCREMENTAL=0 \
    cargo build --locked --quiet --profile "$profile" --bin pitchlint --target-dir "$work/$place/target")
  folder=$profile
  [[ $profile == dev ]] && folder=debug
  sums+=("$(sha256sum <"$work/$place/target/$folder/pitchlint" | cut -d ' ' -f 1)")
  echo "${sums[-1]}  built in $place"
done
[[ ${sums[0]} == "${sums[1]}" ]] || { echo "they differ" >&2; exit 1; }
echo "the same"
