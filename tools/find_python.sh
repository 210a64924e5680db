#!/bin/sh
# Prints the Python to set up with: the one asked for, else the environment's own, else the first here that fits.
[ -n "$1" ] || set -- .venv/bin/python python3.13 python3.12 python3.11 python3.14 python3
for python in "$@"; do
    if "$python" tools/check_python.py >/dev/null 2>&1; then
        echo "$python"
        exit 0
    fi
done
if "$python" -c pass >/dev/null 2>&1; then
    "$python" tools/check_python.py
else
    echo "No Python found under the name '$python': install Python, or name yours, as in \`make lab PYTHON=/path/to/python3\`." >&2
fi
exit 1
