"""`python killed_filing.py N LOGIN RECIPIENT` files one petition for an agent as the window does, and dies, as if by
kill -9, at its Nth write boundary. With N = 0 it lives, and prints how many boundaries it passed."""

import os
import sys
from pathlib import Path

from agency.agent_key import AgentKey
from agency.filings import Filings, filing_of
from sync.terminal import terminal
from testkit.filings import a_filing
from testkit.write_boundaries import KillSwitch

if __name__ == "__main__":
    with terminal(Path(os.environ["SUNLIT_HOME"])) as here:
        filings, filing = Filings(here.store, sys.argv[2], AgentKey(sys.argv[3], "")), a_filing()
        fate = KillSwitch(int(sys.argv[1]))
        sys.setprofile(fate)
        filings.keep(filing_of(filing.petition))
        here.submissions.accept(filing)
        sys.setprofile(None)
        print(len(fate.passed))
