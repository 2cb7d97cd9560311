#!/bin/sh
# Breaks one guard at a time, by the patches beside this file, and expects the rule that the patch is
# named after, up to `--`, to fail. `sh run.sh` for all, `sh run.sh rule_7_slash_reaches_all` for one.
# MESH_RULES_CASES says how many sequences a rule runs, 200 by default.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
export MESH_RULES_CASES="${MESH_RULES_CASES:-200}"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$here/../../target/mutants}"
mkdir "$copy/contracts"
(cd "$here/../.." && tar cf - --exclude ./target --exclude ./artifacts .) | (cd "$copy/contracts" && tar xf -)
cd "$copy/contracts"
survived=0
which=${1:-*}
for patch in "$here"/$which.patch; do
  name=$(basename "$patch" .patch)
  rule=${name%%--*}
  patch -s -p1 < "$patch"
  cargo build --quiet -p mesh-rules --test rules --test link
  if cargo test --quiet -p mesh-rules --test rules --test link "$rule" > "$copy/log" 2>&1; then
    echo "$name: SURVIVED"
    survived=1
  else
    echo "$name: fails, as it must"
  fi
  patch -s -R -p1 < "$patch"
done
exit $survived
