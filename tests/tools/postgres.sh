# A private PostgreSQL cluster for the tests, on a free port of loopback. Sourced, not run.

as_postgres() {
  # initdb refuses root.
  if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi
}

# start_postgres DIR: sets VESTNIK_TEST_POSTGRES.
start_postgres() {
  local folder=$1 bin port
  bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  port=$(node -e 'const s=require("net").createServer();s.listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
  mkdir -p "$folder"
  [ "$(id -u)" = 0 ] && chown postgres "$folder"
  as_postgres "$bin/initdb" -D "$folder/cluster" -A trust -U postgres --locale=C.UTF-8 -E UTF8 >"$folder.initdb.log" 2>&1
  as_postgres "$bin/pg_ctl" -D "$folder/cluster" -w -l "$folder/log" \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=300" start >/dev/null
  POSTGRES_STOP=("$bin/pg_ctl" -D "$folder/cluster" -m immediate stop)
  export VESTNIK_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
}

stop_postgres() { [ -n "${POSTGRES_STOP:-}" ] && as_postgres "${POSTGRES_STOP[@]}" >/dev/null 2>&1; true; }
