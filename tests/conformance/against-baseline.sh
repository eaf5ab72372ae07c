#!/usr/bin/env bash
# Runs Sytest at $SYTEST_DIR with the server that ./test has built, and fails when a test of passing.txt is lost.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../tools/install.sh"
need_debian perl perl
perl -MIO::Async -MNet::Async::HTTP -MCryptX -MDBD::Pg -MEmail::MIME -MYAML::XS -MFile::Slurper -MJSON -e 1 2>/dev/null ||
  need_debian /no/such/file perl openssl libio-async-perl libio-async-ssl-perl libnet-async-http-perl libfuture-perl \
    libstruct-dumb-perl liblist-utilsby-perl libcryptx-perl libmodule-pluggable-perl libclass-method-modifiers-perl \
    libdata-dump-perl libdbi-perl libdbd-pg-perl libemail-address-xs-perl libemail-mime-perl libfile-slurper-perl libjson-perl \
    libyaml-libyaml-perl libio-socket-ssl-perl libnet-ssleay-perl libhttp-message-perl libdigest-hmac-perl liburi-perl

export VESTNIK_CMD="dotnet ${VESTNIK_HOST_DLL:?./test sets it}"
if [ -f "$here/passing.txt" ]; then export BASELINE=$here/passing.txt; fi
exec "$here/run-sytest.sh"
