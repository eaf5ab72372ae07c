# Words for the person at the terminal.

say() { printf '%s\n' "$*"; }

step() { printf '\033[2m->\033[0m %s\n' "$*" >&2; }

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

# quietly LOG COMMAND...: shows the command's output only when it fails.
quietly() {
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  if ! "$@" >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    die "Failed: $* (all of its output: $log)"
  fi
}
