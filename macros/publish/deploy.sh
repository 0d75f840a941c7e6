# What `kb deploy` does on the server, or here where its folder is local. It needs a POSIX shell and
# GNU coreutils. Called as: sh -s -- FOLDER VERB ARGUMENT…
#
#   .kb-deploy         the mark of a folder that belongs to `kb deploy`
#   current            a link to the release that is live, which the web server serves
#   releases/NAME/     a whole site; nothing is deleted anywhere else
#   releases/.NAME/    one that is still arriving
set -eu
umask 022
FOREIGN=65 NO_RELEASE=66 DAMAGED=67
export LC_ALL=C
folder=$1 verb=$2
shift 2

live() { readlink current 2>/dev/null | sed 's|^releases/||'; }

# The newest first. Only names that `kb deploy` gives: whatever else lies there is not ours.
releases() { ls releases | grep -E '^[0-9]{8}T[0-9]{6}Z-[0-9a-f]{12}$' | sort -r; }

# Whether a release holds what its sums name, and nothing else.
whole() (
    cd "releases/$1"
    sha256sum --check --quiet --strict SHA256SUMS >&2 || exit $DAMAGED
    there=$(find . ! -type d ! -path ./SHA256SUMS -printf x | wc -c)
    [ "$there" -eq "$(wc -l <SHA256SUMS)" ] || exit $DAMAGED
)

# One rename: whoever asks meanwhile gets the one release or the other.
switch() {
    ln -s "releases/$1" ".current-$$"
    mv -T ".current-$$" current
}

if [ "$verb" = prepare ]; then
    mkdir -p -- "$folder"
    cd -- "$folder"
    if [ ! -f .kb-deploy ]; then
        [ -z "$(ls -A)" ] || exit $FOREIGN
        echo '`kb deploy` keeps its releases here.' >.kb-deploy
    fi
    mkdir -p releases
    find releases -mindepth 1 -maxdepth 1 -name '.*Z-*' -mtime +0 -exec rm -rf -- {} +
else
    cd -- "$folder" 2>/dev/null || exit $NO_RELEASE
    [ -f .kb-deploy ] || exit $FOREIGN
fi
if [ -L releases ] || { [ -e current ] && [ ! -L current ]; }; then exit $FOREIGN; fi

case $verb in
prepare) live ;;
finish) # NAME SUM-OF-SHA256SUMS KEEP
    echo "$2  releases/.$1/SHA256SUMS" | sha256sum --check --quiet --strict >&2 || exit $DAMAGED
    whole ".$1"
    sync -f releases
    was=$(live)
    mv -T "releases/.$1" "releases/$1"
    switch "$1"
    releases | tail -n "+$(($3 + 1))" | grep -vxF -e "$1" -e "$was" | while read -r old; do
        rm -rf -- "releases/$old"
    done
    ;;
rollback) # [NAME]
    now=$(live)
    name=${1:-$(releases | awk -v now="$now" 'seen { print; exit } $0 == now { seen = 1 }')}
    [ -n "$name" ] && releases | grep -qxF -- "$name" || exit $NO_RELEASE
    whole "$name"
    switch "$name"
    ;;
releases) ;;
esac
if [ "$verb" != prepare ]; then
    now=$(live)
    releases | sed "s|^$now\$|& *|"
fi
