"""`python killed_guard.py N GUARD` runs `python -m sync guard GUARD` and dies, as if by kill -9, at its Nth write
boundary. With N = 0 it lives, and prints on stderr how many boundaries it passed."""

import sys

from sync.__main__ import main
from testkit.write_boundaries import KillSwitch

if __name__ == "__main__":
    fate = KillSwitch(int(sys.argv[1]))
    sys.setprofile(fate)
    code = main(["guard", sys.argv[2]])
    sys.setprofile(None)
    print(len(fate.passed), file=sys.stderr)
    sys.exit(code)
