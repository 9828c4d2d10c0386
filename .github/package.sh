#!/usr/bin/env bash
# package.sh PROGRAM TARGET FOLDER [RUNNABLE]: an archive with the program, completions for shells, man pages, licences and
# changes, and its checksum. RUNNABLE is a pitchlint that runs here, where PROGRAM is for another system.
set -euo pipefail
program=$1 target=$2 folder=$3 runnable=${4:-$1}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$root/Cargo.toml" | head -n 1)
name=pitchlint-$version-$target

mkdir -p "$folder"
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
mkdir -p "$stage/$name/completions"
cp "$program" "$root"/README.md "$root"/CHANGELOG.md "$root"/LICENSE-* "$stage/$name/"
for shell in bash elvish fish powershell zsh; do
  "$runnable" completions "$shell" >"$stage/$name/completions/pitchlint.$shell"
done
"$runnable" man "$stage/$name/man"

if [[ $target == *windows* ]]; then
  archive=$name.zip
  (cd "$stage" && 7z a -bso0 "$archive" "$name")
else
  archive=$name.tar.gz
  tar -czf "$stage/$archive" -C "$stage" "$name"
fi
mv "$stage/$archive" "$folder/"
cd "$folder"
if command -v sha256sum >/dev/null; then sha256sum "$archive"; else shasum -a 256 "$archive"; fi >"$archive.sha256"
echo "$archive"
