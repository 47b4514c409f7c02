"""kill -9 of an agent who types: a few kills of the long run, `benchmarks.faults.draft_kills`. The seed is printed;
SUNLIT_SEED repeats a run, SUNLIT_KILLS lengthens it."""

import json
import subprocess
import sys

from testkit.seed import SEED, number

KILLS = number("SUNLIT_KILLS", 10)


def test_nothing_but_the_last_seconds_is_lost_and_nothing_is_torn_or_twice() -> None:
    """Runs in a separate process, since it forks. How long a save takes is a matter of how busy this machine is, so
    seconds are judged by the long run alone."""
    words = [sys.executable, "-m", "benchmarks.faults.draft_kills", "--json"]
    done = subprocess.run(
        [*words, "--kills", str(KILLS), "--seed", str(SEED)], check=False, capture_output=True, text=True
    )
    print(SEED, done.stdout, done.stderr)
    trial = json.loads(done.stdout.splitlines()[-1])
    assert trial["kills"] == KILLS and trial["typed"] > KILLS
    assert [fault for fault in trial["faults"] if "s lost" not in fault] == []
