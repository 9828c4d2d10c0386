# What the clients of report formats share beside common.sh.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

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
