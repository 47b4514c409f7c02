"""`python -m benchmarks.consult.spoken [--count N]` speaks questions of fresh.tsv in the two shipped voices, has them
recognised, and asks what was heard."""

import argparse

from advice.questions import consult
from benchmarks.consult.__main__ import Tally, asked
from benchmarks.made_speech.__main__ import spoken
from capture.commands.speech import Listener
from capture.models import require
from core.settings import load
from devices.voice.kokoro import TIMBRES, KokoroVoice


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.consult.spoken", description=__doc__)
    parser.add_argument("--count", type=int, default=20)
    count = parser.parse_args().count
    questions = [each for each in asked("fresh.tsv") if each.right]
    voices = [KokoroVoice(require("kokoro"), timbre) for timbre in sorted(TIMBRES)]
    listener, tally = Listener(load().speech, None), Tally()
    for number, each in enumerate(questions[:: max(1, len(questions) // count)][:count]):
        heard = str(listener.hear(spoken(voices[number % len(voices)], each.text))["text"])
        advice = consult(heard)
        right = tally.take(each, advice)
        print("right" if right else "wrong", advice.entry, each.text, heard, sep="\t", flush=True)
    print(tally)


if __name__ == "__main__":
    main()
