"""Stop with one sentence unless this Python can run the course. Plain enough for Python 2 to read."""

import sys

OLDEST, NEWEST = (3, 11), (3, 14)


def dotted(version):  # type: ignore[no-untyped-def]
    return ".".join(str(part) for part in version)


if not OLDEST <= sys.version_info[:2] <= NEWEST:
    sys.exit(
        "cnnlib needs Python " + dotted(OLDEST) + " to " + dotted(NEWEST) + ", and "
        "this one is " + dotted(sys.version_info[:3]) + ": install one of those, "
        "or name it, as in `make lab PYTHON=python" + dotted(OLDEST) + "`."
    )
