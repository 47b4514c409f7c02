"""What the rules, or those of its letter, say against an act; in one sentence for the officer."""

from gateway.cases.acts import RefusedAct
from gateway.letters.documents import LetterStopped

STOPPED = (RefusedAct, LetterStopped)


def sentence(stopped: RefusedAct | LetterStopped) -> str:
    """Returns why it was not done; of a letter everything that it lacks."""
    if isinstance(stopped, LetterStopped):
        return " ".join(f"{fault.message}（{fault.cited}）" for fault in stopped.faults)
    return stopped.message
