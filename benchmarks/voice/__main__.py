"""`python -m benchmarks.voice [--voices woman man] [--half tuning|locked|both] [--parts …]` measures how well the voice
is understood.

Guidance from the pages, and petitions (half of them never used for tuning), are spoken and read back by our own
recogniser; then fifty numbers and codes, of which only the numerals are compared. It prints wrong characters, lines
with a wrong numeral, CPU seconds a second of sound, and seconds until the first sound of a page."""

import argparse
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.characters import errors
from benchmarks.machine import machine
from benchmarks.voice.numbers import SEED, misheard, numbers
from capture.models import require
from capture.speech import engine
from capture.speech.port import SpeechEngine
from core.narrative import Clause
from core.settings import Speech
from devices.ports import SAMPLE_RATE, Samples, Sound, Voice
from devices.sound_file import resampled
from devices.voice.cached import CachedVoice
from devices.voice.kokoro import TIMBRES, KokoroVoice
from devices.voice.text_normalisation import in_words
from ui.base.page_words import all_words
from ui.pages.review import OPENING
from ui.startup.bootstrap import fixed_words

HERE = Path(__file__).parent
PARTS = ["sentences", "numbers", "waiting"]


def petitions(half: str) -> list[str]:
    rows = [line.split("\t") for line in (HERE / "sentences.tsv").read_text("utf-8").splitlines()]
    return [text for part, text in rows if half in {part, "both"}]


def guidance() -> list[str]:
    return sorted({page.spoken for page in all_words().values()})


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


def figures_of_numbers(timbre: str, seed: int, recogniser: SpeechEngine, show: bool) -> None:
    voice = KokoroVoice(require("kokoro"), timbre)
    asked = list(numbers(seed))
    heard_back = [heard(recogniser, spoken(voice, text)) for text in asked]
    lines = sum(errors(back, in_words(text))[0] > 0 for text, back in zip(asked, heard_back, strict=True))
    wrong = [(text, back) for text, back in zip(asked, heard_back, strict=True) if misheard(back, text)]
    print(f"{timbre}, numbers and codes, seed {seed}: numerals wrong in {len(wrong)} of {len(asked)} lines; ", end="")
    print(f"with the words beside them {lines}", flush=True)
    for text, back in wrong if show else []:
        print(f"  {text}\n  {back}")


def figures_of_waiting(timbre: str) -> None:
    """Prints seconds until each page's first sound, with sounds made ahead before a restart, and without them."""
    with TemporaryDirectory() as folder:
        for _ in CachedVoice(KokoroVoice(require("kokoro"), timbre), fixed_words(), Path(folder)).ahead():
            pass
        voice = KokoroVoice(require("kokoro"), timbre)
        voice.load()
        kept = CachedVoice(voice, fixed_words(), Path(folder))
        for name, asked, texts in (
            ("kept", kept, guidance()),
            ("a review, which is composed", kept, [f"{OPENING}您叫赵试。您说的事情是：村口的水管漏了。"]),
            ("never said before", voice, guidance()),
        ):
            waits = sorted(first_sound(asked, text) for text in texts)
            print(f"{timbre}, first sound, {name}: median {waits[len(waits) // 2]:.2f} s, most {waits[-1]:.2f} s")


def first_sound(voice: Voice, text: str) -> float:
    began = time.perf_counter()
    next(iter(voice.speak(text)))
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.voice", description=__doc__.splitlines()[0])
    parser.add_argument("--voices", nargs="+", choices=sorted(TIMBRES), default=sorted(TIMBRES))
    parser.add_argument("--half", choices=["tuning", "locked", "both"], default="both")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--seed", type=int, default=SEED, help="of the numbers")
    parser.add_argument("--show", action="store_true", help="what was read back wrongly")
    chosen = parser.parse_args()
    print(machine())
    recogniser = engine(Speech(engine="whisper"))
    for timbre in chosen.voices:
        if "sentences" in chosen.parts:
            figures(timbre, chosen.half, recogniser, chosen.show)
        if "numbers" in chosen.parts:
            figures_of_numbers(timbre, chosen.seed, recogniser, chosen.show)
        if "waiting" in chosen.parts:
            figures_of_waiting(timbre)


if __name__ == "__main__":
    main()
