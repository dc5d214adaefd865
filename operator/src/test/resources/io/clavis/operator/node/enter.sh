#!/bin/sh
# Makes the file system of a container in a mount namespace of its own, and becomes its command:
#   ROOT MOUNTS USER GROUPS COMMAND...
# MOUNTS is a file with one line each: source, target, and ro or rw, with tabs between.
set -eu
PATH=/usr/sbin:/usr/bin:/sbin:/bin
root=$1 mounts=$2 user=$3 groups=$4
shift 4
mount -t tmpfs -o mode=0755 container "$root"
mkdir "$root/proc" "$root/dev" "$root/dev/shm" "$root/tmp" "$root/run" "$root/etc" "$root/var"
chmod 1777 "$root/tmp" "$root/dev/shm"
ln -s ../run "$root/var/run"
for directory in bin sbin lib lib32 lib64; do
  [ ! -e "/usr/$directory" ] || [ ! -L "/$directory" ] || ln -s "usr/$directory" "$root/$directory"
done
for link in fd:/proc/self/fd stdin:/proc/self/fd/0 stdout:/proc/self/fd/1 stderr:/proc/self/fd/2; do
  ln -s "${link#*:}" "$root/dev/${link%%:*}"
done
while IFS="$(printf '\t')" read -r source target mode; do
  if [ -d "$source" ]; then
    mkdir -p "$root$target"
  else
    mkdir -p "$(dirname "$root$target")"
    [ -e "$root$target" ] || : >"$root$target"
  fi
  mount --bind "$source" "$root$target"
  [ "$mode" = rw ] || mount -o remount,bind,ro "$root$target"
done <"$mounts"
mount -t proc proc "$root/proc"
# The path of the container's image, which this script does not need.
PATH=$CONTAINER_PATH
export PATH
unset CONTAINER_PATH
exec /usr/sbin/chroot "$root" /usr/bin/setpriv --reuid="$user" --regid="$user" --groups="$groups" \
  --no-new-privs --inh-caps=-all --bounding-set=-all -- "$@"
