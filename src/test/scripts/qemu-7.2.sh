#!/usr/bin/env bash
# Unpacks Debian's QEMU 7.2 into a folder, beside whatever QEMU is installed. See --help.
set -euo pipefail

usage() {
  cat <<'HELP'
Usage: qemu-7.2.sh DIR

Downloads Debian 12's packages of QEMU 7.2 with apt (11 MB), unpacks them in DIR and prints the path
of the program. Nothing is installed and no root is needed. A DIR that has it already stays as it is.

Tests of migrations from an old QEMU look for it in the folder that MULTIFD_QEMU72 names. Its shared
libraries are the machine's: on Debian 12 those that qemu-system-x86 is installed with.

Exit status: 0 it is there, 1 it cannot be had, 2 usage.
HELP
}

refuse() {
  printf 'qemu-7.2.sh: %s\n' "$1" >&2
  exit 2
}

fail() {
  printf 'qemu-7.2.sh: %s\n' "$1" >&2
  exit 1
}

case ${1:-} in
  --help | -h) usage; exit 0 ;;
  '' | -*) refuse "name the folder to unpack in: qemu-7.2.sh DIR, see --help" ;;
esac
[ $# -eq 1 ] || refuse "one DIR only, see --help"
folder=$1
program=usr/bin/qemu-system-x86_64

runs() {
  [[ $("$1/$program" --version 2>&1) =~ version\ 7[.]2 ]]
}

if [ -x "$folder/$program" ]; then
  runs "$folder" || fail "$folder/$program is there but does not run as 7.2: remove $folder"
  echo "$folder/$program"
  exit 0
fi
[ ! -e "$folder" ] || fail "$folder is there already, without $program in it: name another folder"

[[ $(apt-cache madison qemu-system-x86) =~ \|\ *1:7[.]2 ]] \
  || fail "apt knows no qemu-system-x86 7.2: it is Debian 12's, and needs apt-get update once"

mkdir -p "$(dirname "$folder")"
work=$(mktemp -d "$folder.XXXXXX")
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
mkdir "$work/packages" "$work/root"
# apt's own user, as which root would download, may not be let into this folder.
(cd "$work/packages" && apt-get -qq -o APT::Sandbox::User="$(id -un)" download \
  qemu-system-x86=1:7.2\* qemu-system-common=1:7.2\* qemu-system-data=1:7.2\* seabios) \
  || fail "apt could not download the packages"
for package in "$work"/packages/*.deb; do
  dpkg -x "$package" "$work/root"
done
runs "$work/root" || fail \
  "it does not run here, libraries are missing: $(ldd "$work/root/$program" | awk '/not found/ { printf "%s ", $1 }')"
mv "$work/root" "$folder"
echo "$folder/$program"
