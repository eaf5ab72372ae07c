# What the machine must offer, and how to get it.

need_dotnet() {
  command -v dotnet >/dev/null || die "The .NET SDK 10 is missing. Install it (package dotnet-sdk-10.0), then run this again."
  dotnet --list-sdks | grep -q '^10\.' || die "The .NET SDK 10 is missing; there are only: $(dotnet --list-sdks | cut -d' ' -f1 | tr '\n' ' '). Install package dotnet-sdk-10.0."
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
}

need_node() {
  command -v node >/dev/null && command -v npm >/dev/null || die "Node.js 20.19 or newer, with npm, is missing. Install it, then run this again."
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    die "Node.js $(node --version) is too old: 20.19 or newer is needed."
}

# need_packages COMMAND=PACKAGE...: installs the Debian packages whose command is absent.
need_packages() {
  local pair missing=()
  for pair in "$@"; do
    command -v "${pair%%=*}" >/dev/null || [ -x "${pair%%=*}" ] || missing+=("${pair#*=}")
  done
  install_packages "${missing[@]}"
}

# install_packages PACKAGE...: with apt, as root or by sudo; says plainly when it cannot.
install_packages() {
  [ $# -gt 0 ] || return 0
  local root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || die "These Debian packages are missing: $*. Install them as root: apt-get install $*"
    root=(sudo)
  fi
  command -v apt-get >/dev/null || die "These packages are missing and there is no apt-get: $*. Install them with this system's own tool."
  step "installing Debian packages: $*"
  quietly artifacts/log/apt-update.log "${root[@]}" apt-get update
  quietly artifacts/log/apt-install.log "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}
