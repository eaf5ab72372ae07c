# Installs what ./run and ./test need and the machine lacks. Sourced, not run.

say() { printf '\033[1m%s\033[0m\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# need_debian COMMAND_OR_FILE PACKAGE…: installs the packages unless the command or file is there.
need_debian() {
  local sign=$1; shift
  if command -v "$sign" >/dev/null 2>&1 || [ -e "$sign" ]; then return 0; fi
  local sudo=""
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null 2>&1 || fail "This needs the Debian package(s) $*, and you are neither root nor is sudo here. Ask an administrator to install them."
    sudo=sudo
  fi
  say "Installing Debian packages: $*"
  $sudo apt-get update -qq >/dev/null
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
    fail "Installing $* failed. Run: apt-get install $*"
}

need_dotnet() {
  command -v dotnet >/dev/null 2>&1 || fail "The .NET SDK 10 is missing. Install it, then run this again."
  local version; version=$(dotnet --version 2>/dev/null || true)
  case $version in 1[0-9].*) ;; *) fail "The .NET SDK 10 is needed; this machine has '${version:-none}'." ;; esac
}

need_node() {
  command -v node >/dev/null 2>&1 || fail "Node.js 20.19 or newer is missing. Install it, then run this again."
  node -e 'const [a,b]=process.versions.node.split(".").map(Number);process.exit(a>20||(a===20&&b>=19)?0:1)' ||
    fail "Node.js 20.19 or newer is needed; this machine has $(node --version)."
}

# fingerprint PATH…: one hash over the tracked and untracked files below the paths.
fingerprint() { git ls-files -co --exclude-standard -z -- "$@" | sort -z | xargs -0 sha256sum 2>/dev/null | sha256sum | cut -d' ' -f1; }

# unless_unchanged NAME FINGERPRINT COMMAND…: runs the command unless it has succeeded with this fingerprint before.
unless_unchanged() {
  local stamp=.cache/$1 now=$2; shift 2
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ] && return 0
  "$@"
  mkdir -p .cache && printf '%s' "$now" >"$stamp"
}

npm_ci() { say "Fetching npm packages of $1"; (cd "$1" && npm ci --no-audit --no-fund --loglevel=error); }

build_web() {
  [ -d web/node_modules ] || rm -f .cache/web-packages
  unless_unchanged web-packages "$(fingerprint web/package.json web/package-lock.json)" npm_ci web
  [ -f web/app/dist/index.html ] || rm -f .cache/web-build
  unless_unchanged web-build "$(fingerprint web)" sh -c 'printf "\033[1mBuilding the web client\033[0m\n"; cd web && npm run build --silent'
}

build_server() {
  say "Building the server"
  dotnet build src/Vestnik.Host/Vestnik.Host.csproj -c Release -nologo -v q -clp:ErrorsOnly
}
