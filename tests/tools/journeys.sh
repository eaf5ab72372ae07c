#!/usr/bin/env bash
# All journeys, and then what they have left in the servers' databases against docs/what-the-operator-sees.md.
set -uo pipefail
cd "$(dirname "$0")/.."
VESTNIK_HOLDINGS=$(mktemp -d)
export VESTNIK_HOLDINGS
trap 'rm -rf "$VESTNIK_HOLDINGS"' EXIT

status=0
node --test --test-force-exit --test-concurrency=2 --test-timeout=480000 journeys/*.test.mjs || status=$?
node --test what-the-operator-sees.test.mjs || status=$?
exit $status
