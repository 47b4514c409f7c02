"""`python -m benchmarks.voice [--voices woman man] [--half tuning|locked|both]`: is the kiosk's voice understood?

Guidance from the pages, and petitions (half of them nobody tuned on), are spoken and read back by our own recogniser;
then fifty numbers and codes, which must come back digit by digit. Printed: characters wrong, numbers wrong, CPU seconds
a second of sound, and seconds until the first sound of each page.
"""

import argparse
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.characters import errors
from benchmarks.machine import machine
from capture.models import require
from capture.speech import engine
from capture.speech.port import SpeechEngine
from core.settings import Speech
from core.spoken import Clause
from devices.ports import SAMPLE_RATE, Samples, Sound
from devices.sound_file import resampled
from devices.voice.kokoro import TIMBRES, KokoroVoice
from devices.voice.reading import in_words
from ui.words import all_words

HERE = Path(__file__).parent
SEED = 20261129


def petitions(half: str) -> list[str]:
    rows = [line.split("\t") for line in (HERE / "sentences.tsv").read_text("utf-8").splitlines()]
    return [text for part, text in rows if half in {part, "both"}]


def guidance() -> list[str]:
    return sorted({page.spoken for page in all_words().values()})


def numbers() -> Iterator[str]:
    """Telephones, query codes, case numbers, sums and days, ten of each."""
    dice = random.Random(SEED)
    for _ in range(10):
        yield f"电话{dice.choice((13, 15, 18))}{dice.randrange(10**9):09d}"
        yield f"查询码{dice.randrange(10**16):016d}"
        yield f"编号{dice.randrange(1, 13):02d}{dice.randrange(1, 29):02d}-{dice.randrange(10**6):06d}"
        yield f"一共{dice.randrange(100, 200_000)}元"
        yield f"{dice.randrange(2019, 2027)}年{dice.randrange(1, 13)}月{dice.randrange(1, 29)}日"


def spoken(voice: KokoroVoice, text: str) -> Samples:
    sounds: list[Sound] = list(voice.speak(text))
    return np.concatenate([resampled(each, SAMPLE_RATE).samples for each in sounds])


def heard(recogniser: SpeechEngine, samples: Samples) -> str:
    listening = recogniser.listen(live=False)
    padded = np.concatenate([samples, np.zeros(SAMPLE_RATE // 2, np.float32)])
    clauses = [said for said in listening.accept(padded) if isinstance(said, Clause)]
    return "".join(clause.text for clause in [*clauses, *listening.finish()])


def figures(timbre: str, half: str, recogniser: SpeechEngine, show: bool) -> None:
    voice = KokoroVoice(require("kokoro"), timbre)
    voice.load()
    for name, texts in {"guidance": guidance(), f"petitions, {half}": petitions(half)}.items():
        wrong = characters = 0
        cpu = seconds = 0.0
        for text in texts:
            began = time.process_time()
            samples = spoken(voice, text)
            cpu += time.process_time() - began
            seconds += len(samples) / SAMPLE_RATE
            back = heard(recogniser, samples)
            missed, of = errors(back, in_words(text))
            wrong, characters = wrong + missed, characters + of
            if show and missed:
                print(f"  {text}\n  {back}")
        share = f"CER {wrong / characters:.2%}; {cpu / seconds:.2f} CPU s a second"
        print(f"{timbre}, {name}: {len(texts)} sentences, {share}", flush=True)
    asked = list(numbers())
    misread = [text for text in asked if errors(heard(recogniser, spoken(voice, text)), in_words(text))[0]]
    print(f"{timbre}, numbers and codes: {len(misread)} of {len(asked)} wrong")
    for text in misread if show else []:
        print(f"  {text}")
    waits = sorted(first_sound(voice, text) for text in guidance())
    median = waits[len(waits) // 2]
    print(f"{timbre}, first sound of a page never said before: median {median:.2f} s, most {waits[-1]:.2f} s")


def first_sound(voice: KokoroVoice, text: str) -> float:
    began = time.perf_counter()
    next(iter(voice.speak(text)))
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.voice", description=__doc__.splitlines()[0])
    parser.add_argument("--voices", nargs="+", choices=sorted(TIMBRES), default=sorted(TIMBRES))
    parser.add_argument("--half", choices=["tuning", "locked", "both"], default="both")
    parser.add_argument("--show", action="store_true", help="what was read back wrongly")
    chosen = parser.parse_args()
    print(machine())
    recogniser = engine(Speech(engine="whisper"))
    for timbre in chosen.voices:
        figures(timbre, chosen.half, recogniser, chosen.show)


if __name__ == "__main__":
    main()
