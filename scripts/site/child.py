"""A process that ends with its parent: asks the system for it, and becomes the command that it is given.

Run as a file of its own, before anything else is loaded: `python -I -S child.py PARENT COMMAND…`.
"""

import ctypes
import os
import signal
import sys

_SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG in <linux/prctl.h>; where it is not, children hold the build's lock instead


def end_with(parent: int) -> None:
    """Have this process end with its parent; exits if that is gone already."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            sys.exit(1)


def main() -> None:
    """Become the command that is given."""
    end_with(int(sys.argv[1]))
    os.execv(sys.argv[2], sys.argv[2:])


if __name__ == "__main__":
    main()
