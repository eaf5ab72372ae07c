# Builds, each skipped when its sources are as they were.

HOST_DLL=$PWD/artifacts/publish/Vestnik.Host/release/Vestnik.Host.dll

# fingerprint PATH...: one hash over names and contents, without what is built or fetched.
fingerprint() {
  find "$@" \( -name node_modules -o -name dist -o -name bin -o -name obj \) -prune -o -type f -print0 |
    LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-64
}

# unless_fresh NAME FINGERPRINT: fails when NAME was built from this fingerprint.
unless_fresh() { [ "$(cat "artifacts/stamps/$1" 2>/dev/null)" != "$2" ]; }

stamp() {
  mkdir -p artifacts/stamps
  printf '%s\n' "$2" >"artifacts/stamps/$1"
}

# install_node_modules FOLDER: exactly what its lock file says.
install_node_modules() {
  local lock
  lock=$(fingerprint "$1/package.json" "$1/package-lock.json")
  if [ ! -d "$1/node_modules" ] || unless_fresh "modules-${1//\//-}" "$lock"; then
    step "fetching the packages of $1"
    quietly "artifacts/log/npm-${1//\//-}.log" npm ci --prefix "$1" --no-audit --no-fund
    stamp "modules-${1//\//-}" "$lock"
  fi
}

build_web() {
  install_node_modules web
  local sources
  sources=$(fingerprint web)
  if [ ! -f web/app/dist/index.html ] || unless_fresh web "$sources"; then
    step "building the web client"
    quietly artifacts/log/web-build.log npm run build --prefix web
    stamp web "$sources"
  fi
}

# Publishes the server with the web client in it.
build_host() {
  local sources
  sources=$(fingerprint src Directory.Build.props Directory.Packages.props global.json web/app/dist/index.html)
  if [ ! -f "$HOST_DLL" ] || unless_fresh host "$sources"; then
    step "building the server (about a minute on the first start)"
    rm -rf "$(dirname "$HOST_DLL")/web"
    quietly artifacts/log/host-publish.log dotnet publish src/Vestnik.Host/Vestnik.Host.csproj -c Release -nologo -v minimal
    stamp host "$sources"
  fi
}
