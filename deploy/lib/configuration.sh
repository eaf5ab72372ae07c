# The configuration of a run on this machine, and how to reach it.

# write_configuration DATA PORT HOST: once; later starts keep what the operator changed, but for port and host.
write_configuration() {
  local data=$1 port=$2 host=$3
  if [ -n "$host" ]; then
    make_certificate "$data/tls" "$host"
  fi
  say "configuration: $data/vestnik.json"
  (umask 077 && node deploy/lib/configuration.mjs "$data" "$port" "$host")
}

public_address() { node -p 'JSON.parse(require("fs").readFileSync(process.argv[1] + "/vestnik.json")).Vestnik.PublicBaseUrl' "$1"; }

# curl_local DATA PATH: asks the running server, by whatever address it listens on.
curl_local() { node deploy/lib/ask.mjs "$1" "$2"; }

# seed_people DATA: a few invented people who write to each other, through a stock client.
seed_people() {
  [ -d deploy/seed/node_modules ] || rm -f .cache/seed-packages
  unless_unchanged seed-packages "$(fingerprint deploy/seed/package.json deploy/seed/package-lock.json)" npm_ci deploy/seed
  (umask 077 && NODE_EXTRA_CA_CERTS=$1/tls/authority.crt node deploy/seed/seed.mjs "$1" >"$1/seed.log" 2>&1)
}

# make_certificate FOLDER NAME: a local authority, made once, and a certificate of NAME signed by it.
make_certificate() {
  local folder=$1 name=$2 kind=DNS
  need_debian openssl openssl
  [[ $name =~ ^[0-9.]+$|: ]] && kind=IP
  mkdir -p "$folder"
  (
    umask 077
    if [ ! -f "$folder/authority.crt" ]; then
      say "making a local certificate authority in $folder"
      quietly openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 \
        -subj "/CN=Vestnik on $(hostname)" -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign" \
        -keyout "$folder/authority.key" -out "$folder/authority.crt"
    fi
    if [ ! -f "$folder/$name.crt" ] || ! openssl x509 -in "$folder/$name.crt" -noout -checkend 2592000 >/dev/null; then
      quietly openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
        -subj "/CN=$name" -keyout "$folder/$name.key" -out "$folder/$name.csr"
      printf 'subjectAltName=%s:%s\nextendedKeyUsage=serverAuth\nkeyUsage=digitalSignature\nbasicConstraints=CA:FALSE\n' "$kind" "$name" >"$folder/$name.ext"
      quietly openssl x509 -req -in "$folder/$name.csr" -CA "$folder/authority.crt" -CAkey "$folder/authority.key" \
        -CAcreateserial -days 397 -extfile "$folder/$name.ext" -out "$folder/$name.crt"
      rm -f "$folder/$name.csr" "$folder/$name.ext"
    fi
  )
}

# print_trust DATA HOST
print_trust() {
  echo
  echo "  $2 shows a certificate of this machine's own authority. Each device must trust it once:"
  echo "    $1/tls/authority.crt   (SHA-256 $(openssl x509 -in "$1/tls/authority.crt" -noout -fingerprint -sha256 | cut -d= -f2))"
  echo "    Debian:   sudo cp $1/tls/authority.crt /usr/local/share/ca-certificates/vestnik.crt && sudo update-ca-certificates"
  echo "    Chromium: Settings, Privacy and security, Security, Manage certificates, Authorities, Import"
  echo "    Android:  Settings, Security, Encryption and credentials, Install a certificate, CA certificate"
}

# quietly COMMAND...: shows what the command printed only when it fails.
quietly() {
  local said
  said=$("$@" 2>&1) || { printf '%s\n' "$said" >&2; fail "This failed: $*"; }
}
