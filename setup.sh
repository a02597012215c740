# Read by ./run and ./check: finds a Python, and keeps .venv equal to a lock file.

fail() {
    echo "$1" >&2
    exit 1
}

# The first Python that is new enough and can make a .venv; PYTHON=… names the only one to try.
python_of_ours() {
    if [ -n "${PYTHON:-}" ]; then set -- "$PYTHON"; else set -- python3 python3.14 python3.13 python3.12 python3.11; fi
    without_venv=
    for name
    do
        "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue
        if "$name" -c 'import ensurepip, venv' >/dev/null 2>&1; then
            echo "$name"
            return
        fi
        without_venv=$name
    done
    [ -z "$without_venv" ] || fail "$without_venv has no venv: install it (Debian: apt install python3-venv) and start again."
    fail "Lizhi needs Python 3.11 or newer (Debian: apt install python3 python3-venv; macOS: brew install python)."
}

# Whether .venv runs: not after its Python was removed or replaced by the next version.
venv_runs() {
    .venv/bin/python -c 'import pip' >/dev/null 2>&1
}

# setup LOCKFILE MARK: install what the lock file names, unless MARK, a copy of it, says that it is there already.
setup() {
    if cmp -s "$1" "$2" && venv_runs; then
        return
    fi
    venv_runs || python=$(python_of_ours) || exit 1
    echo "Setting up .venv (once, about a minute) ..." >&2
    venv_runs || "$python" -m venv --clear .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input -r "$1" >&2 ||
        fail "Not everything in $1 could be installed (see above). Start again to go on from here."
    cp "$1" "$2"
}
