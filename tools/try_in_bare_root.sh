#!/bin/bash
# Try both commands of the README on a machine that has nothing: a minimal Debian with python3
# and pip, made with debootstrap. Needs root. The checkout's committed state is what is tried.
#
#   tools/try_in_bare_root.sh bookworm [FOLDER]     also: trixie; FOLDER defaults to /tmp/roots
#
# Order: an ordinary user without Qt's system libraries (must be told the apt line), root (must
# get them installed), the user again (everything works). PYTEST_ARGUMENTS narrows the tests.
set -euo pipefail

suite=${1:?bookworm or trixie}
folder=${2:-/tmp/roots}
checkout=$(cd "$(dirname "$0")/.." && pwd)
pristine=$folder/$suite.pristine
root=$folder/$suite
tests=${PYTEST_ARGUMENTS:-}
mkdir -p "$folder"

if [ ! -e "$pristine/.complete" ]; then
    rm -rf "$pristine"
    debootstrap --variant=minbase --include=python3,python3-pip,ca-certificates \
        "$suite" "$pristine" "${DEBIAN_MIRROR:-http://deb.debian.org/debian}" >"$folder/$suite.log"
    # What this machine needs to reach package indexes: its own authorities, pip's settings.
    cp -a /usr/local/share/ca-certificates/. "$pristine/usr/local/share/ca-certificates/"
    chroot "$pristine" update-ca-certificates >/dev/null 2>&1
    [ -e /etc/pip.conf ] && cp /etc/pip.conf "$pristine/etc/pip.conf"
    chroot "$pristine" useradd --create-home --shell /bin/bash tester
    touch "$pristine/.complete"
fi

mountpoint -q "$root/proc" && umount "$root/proc"
rm -rf "$root"
cp -a "$pristine" "$root"
mount -t proc proc "$root/proc"
trap 'umount "$root/proc"' EXIT
for home in root home/tester; do
    git clone --quiet --no-hardlinks "$checkout" "$root/$home/mentorcrm"
done
chroot "$root" chown -R tester: /home/tester/mentorcrm

failures=0

# try USER EXPECTED-EXIT PATTERN COMMAND…: run it in the clone, say how long it took.
try() {
    local user=$1 expected=$2 pattern=$3 started=$SECONDS code=0
    shift 3
    local home=/root
    [ "$user" = root ] || home=/home/$user
    chroot --userspec="$user:$user" "$root" /usr/bin/env -i HOME="$home" USER="$user" \
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        /bin/sh -c "cd ~/mentorcrm && $*" >"$folder/$suite.output" 2>&1 </dev/null || code=$?
    local verdict=ok
    if [ "$code" != "$expected" ] || ! grep -Eq "$pattern" "$folder/$suite.output" \
        || grep -q '^Traceback' "$folder/$suite.output"; then
        verdict=FAILED failures=$((failures + 1))
    fi
    echo "== $suite, $user: $* -> exit $code after $((SECONDS - started)) s: $verdict"
    tail -n "$([ $verdict = ok ] && echo 4 || echo 40)" "$folder/$suite.output" | sed 's/^/   /'
}

try tester 2 'sudo apt-get install' python3 run.py
try tester 1 'sudo apt-get install' python3 run.py test "$tests"
try tester 0 mentorcrm python3 run.py --version
try tester 0 '' python3 run.py people --json
try root 2 'Running:' python3 run.py
try root 2 'no screen' python3 run.py
try root 0 ' passed' python3 run.py test "$tests"
try root 0 mentorcrm LC_ALL=C python3 run.py --version
try tester 2 'no screen' python3 run.py
try tester 0 ' passed' LC_ALL=C python3 run.py test "$tests"
exit "$((failures > 0))"
