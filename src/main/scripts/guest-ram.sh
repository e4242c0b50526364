#!/usr/bin/env bash
# Makes the raw RAM image of a real, just booted Linux guest. See --help.
set -euo pipefail

usage() {
  cat <<'HELP'
Usage: guest-ram.sh [OPTION]... OUT

Boots a small Linux guest under QEMU (TCG, no KVM and no disk needed), lets it idle, ends it and
leaves its RAM in OUT: a sparse raw image, byte N of the file is byte N of the guest's RAM. What the
guest never touched is a hole.

  --size SIZE      guest RAM, such as 512M or 4G; 256M to 1024G (default 1G)
  --seconds N      how long the guest runs once it is up, 1 to 600 (default 5)
  --stress BYTES   run `stress --vm 4 --vm-keep --vm-bytes BYTES` in it, such as 100M (default: idle)
  --kernel FILE    Linux kernel to boot (default: the newest /boot/vmlinuz-*)
  --help           this text

Debian packages it needs: qemu-system-x86 busybox-static cpio linux-image-cloud-amd64, and stress for
--stress. Exit status: 0 done, 1 the guest failed, 2 usage or something missing.
HELP
}

refuse() {
  printf 'guest-ram.sh: %s\n' "$1" >&2
  exit 2
}

fail() {
  printf 'guest-ram.sh: %s\n' "$1" >&2
  exit 1
}

boot_seconds=120
size=1G seconds=5 stress='' kernel='' out=''
while [ $# -gt 0 ]; do
  case $1 in
    --help | -h) usage; exit 0 ;;
    --size | --seconds | --stress | --kernel)
      [ $# -ge 2 ] || refuse "$1 needs a value, see --help"
      case $1 in
        --size) size=$2 ;;
        --seconds) seconds=$2 ;;
        --stress) stress=$2 ;;
        --kernel) kernel=$2 ;;
      esac
      shift 2 ;;
    -*) refuse "unknown option $1, see --help" ;;
    *)
      [ -z "$out" ] || refuse "one OUT only, not $out and $1"
      out=$1
      shift ;;
  esac
done

# Prints what a size such as 512M or 4G is in MiB; nothing if it is no such size.
mebibytes() {
  if [[ $1 =~ ^([1-9][0-9]{0,6})([MG])$ ]]; then
    if [ "${BASH_REMATCH[2]}" = G ]; then
      echo $((BASH_REMATCH[1] * 1024))
    else
      echo "${BASH_REMATCH[1]}"
    fi
  fi
}

[ -n "$out" ] || refuse "name the image to write: guest-ram.sh [OPTION]... OUT, see --help"
size_mib=$(mebibytes "$size")
if [ -z "$size_mib" ] || [ "$size_mib" -lt 256 ] || [ "$size_mib" -gt 1048576 ]; then
  refuse "--size $size: give 256M to 1024G, such as 1G"
fi
if ! [[ $seconds =~ ^[1-9][0-9]{0,2}$ ]] || [ "$seconds" -gt 600 ]; then
  refuse "--seconds $seconds: give 1 to 600"
fi
if [ -n "$stress" ]; then
  stress_mib=$(mebibytes "$stress")
  [ -n "$stress_mib" ] || refuse "--stress $stress: give what each of the 4 workers dirties, such as 100M"
  if [ $((stress_mib * 4 + 128)) -gt "$size_mib" ]; then
    refuse "--stress $stress: 4 times that and 128M for Linux do not fit in --size $size"
  fi
fi
[ ! -e "$out" ] || refuse "$out is there already: remove it or name another"
[ -d "$(dirname "$out")" ] || refuse "there is no directory $(dirname "$out") to write $out to"
[ "$(uname -m)" = x86_64 ] || refuse "the guest is made of this machine's x86-64 programs, but this is $(uname -m)"

# All that is missing, told at once.
missing=()
command -v qemu-system-x86_64 >/dev/null || missing+=(qemu-system-x86)
busybox=$(command -v busybox || true)
if [ -z "$busybox" ] || ldd "$busybox" >/dev/null 2>&1; then
  missing+=(busybox-static)
fi
command -v cpio >/dev/null || missing+=(cpio)
if [ -z "$kernel" ]; then
  kernel=$(find /boot -maxdepth 1 -name 'vmlinuz-*' 2>/dev/null | sort -V | tail -n 1)
  [ -n "$kernel" ] || missing+=(linux-image-cloud-amd64)
fi
if [ -n "$stress" ]; then
  command -v stress >/dev/null || missing+=(stress)
fi
if [ ${#missing[@]} -gt 0 ]; then
  refuse "missing Debian packages, install them with: apt-get install --no-install-recommends ${missing[*]}"
fi
[ -r "$kernel" ] || refuse "the kernel $kernel cannot be read: run as root or name another with --kernel"

work=$(mktemp -d)
partial=$out.partial
qemu_pid=''

# Ends the one QEMU that was started here, gently at first.
end_qemu() {
  [ -n "$qemu_pid" ] || return 0
  kill -TERM "$qemu_pid" 2>/dev/null || true
  for _ in $(seq 50); do
    kill -0 "$qemu_pid" 2>/dev/null || break
    sleep 0.2
  done
  kill -KILL "$qemu_pid" 2>/dev/null || true
  wait "$qemu_pid" 2>/dev/null || true
  qemu_pid=''
}

clean_up() {
  end_qemu
  rm -rf "$work" "$partial"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

root=$work/root
mkdir -p "$root"/{bin,proc,sys,dev}
cp "$busybox" "$root/bin/busybox"
if [ -n "$stress" ]; then
  program=$(command -v stress)
  cp "$program" "$root/bin/stress"
  while read -r library; do
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
  done < <(ldd "$program" | grep -o '/[^ ]*')
fi
cat >"$root/init" <<'INIT'
#!/bin/busybox sh
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
for word in $(cat /proc/cmdline); do
  case $word in
    stress=*) stress --vm 4 --vm-keep --vm-bytes "${word#stress=}" >/dev/null 2>&1 & ;;
  esac
done
echo GUEST-READY >/dev/console
while :; do
  sleep 1
done
INIT
chmod +x "$root/init"
(cd "$root" && find . | cpio --quiet -o -H newc | gzip -1) >"$work/initrd.gz"

rm -f "$partial"
truncate -s "${size_mib}M" "$partial"
serial=$work/serial
: >"$serial"
qemu-system-x86_64 -accel tcg -cpu max -smp 2 -m "${size_mib}M" \
  -nodefaults -no-user-config -display none -no-reboot \
  -object "memory-backend-file,id=ram0,size=${size_mib}M,mem-path=${partial//,/,,},share=on" \
  -machine q35,memory-backend=ram0 \
  -kernel "$kernel" -initrd "$work/initrd.gz" \
  -append "console=ttyS0 quiet panic=-1${stress:+ stress=$stress}" \
  -serial "file:$serial" >"$work/qemu.log" 2>&1 &
qemu_pid=$!

deadline=$((SECONDS + boot_seconds))
until grep -q GUEST-READY "$serial"; do
  if ! kill -0 "$qemu_pid" 2>/dev/null; then
    fail "QEMU ended before the guest was up: $(tail -n 3 "$work/qemu.log" "$serial" | tr '\n' ' ')"
  fi
  if [ "$SECONDS" -ge "$deadline" ]; then
    fail "the guest was not up after $boot_seconds s; its console ends with: $(tail -n 3 "$serial")"
  fi
  sleep 0.2
done
for _ in $(seq "$seconds"); do
  sleep 1
  kill -0 "$qemu_pid" 2>/dev/null || fail "the guest ended by itself: $(tail -n 3 "$serial")"
done
end_qemu

mv "$partial" "$out"
echo "$out: $size_mib MiB, $(($(du -k "$out" | cut -f1) / 1024)) MiB of it present"
