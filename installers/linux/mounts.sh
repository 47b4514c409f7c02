# Sourced: what a program in a root needs of the system around it. `mounted ROOT` and `unmounted ROOT`, both to be said twice
# without harm.
mounted() {
    mkdir -p "$1/proc" "$1/dev"
    mountpoint -q "$1/proc" || mount -t proc proc "$1/proc"
    mountpoint -q "$1/dev" || mount --bind /dev "$1/dev"
    [ -e "$1/dev/shm" ] || true
}

unmounted() {
    for each in dev/pts dev/shm dev proc; do
        mountpoint -q "$1/$each" && umount -l "$1/$each"
    done
    return 0
}
