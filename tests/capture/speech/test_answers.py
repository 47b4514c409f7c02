"""Questions with a few answers: what words mean, when an answer is over, and Whisper asked with a made voice."""

from pathlib import Path

import numpy as np
import pytest

from capture.models import ModelStore
from capture.speech import engine
from capture.speech.answers import DIGITS, YES_NO, understood
from capture.speech.port import Answer, Answers, SpeechEngine
from capture.speech.resample import to_sixteen_kilohertz
from core.settings import Speech
from devices.ports import CHUNK_SAMPLES, SAMPLE_RATE, Samples
from devices.voice.kokoro import KokoroVoice

SILENCE = np.zeros(SAMPLE_RATE, np.float32)


@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        ("是的。", "yes"),
        ("對呀！", "yes"),
        ("是，是的", "yes"),
        ("好吧", "yes"),
        ("不对。", "no"),
        ("没错", "yes"),
        ("不是不是", "no"),
        ("是吗？", ""),
        ("是 不是", ""),
        ("我不知道", ""),
        ("", ""),
    ],
)
def test_yes_and_no_in_the_words_people_use(said: str, meaning: str) -> None:
    assert understood(said, YES_NO) == meaning


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("幺三八零零一二三四五六", "13800123456"),
        ("138 0012-3456。", "13800123456"),
        ("洞两", "02"),
        ("一三八几", ""),
        ("零啊", ""),
    ],
)
def test_a_number_digit_by_digit(said: str, number: str) -> None:
    assert understood(said, DIGITS) == number


@pytest.fixture(scope="module")
def whisper(packs: ModelStore, whisper_pack: Path) -> SpeechEngine:
    return engine(Speech(engine="whisper", mend=False), packs)


@pytest.fixture(scope="module")
def voice(kokoro_pack: Path) -> KokoroVoice:
    return KokoroVoice(kokoro_pack)


def spoken(voice: KokoroVoice, text: str) -> Samples:
    sounds = [to_sixteen_kilohertz(sound.samples, sound.rate) for sound in voice.speak(text)]
    return np.concatenate([SILENCE, *sounds, SILENCE])


def asked(engine: SpeechEngine, answers: Answers, sound: Samples) -> list[Answer]:
    recogniser, given = engine.listen_for(answers), []
    for at in range(0, len(sound), CHUNK_SAMPLES):
        given.append(recogniser.accept(sound[at : at + CHUNK_SAMPLES]))
    return [answer for answer in [*given, recogniser.finish()] if answer]


def test_whisper_hears_one_answer_after_another(whisper: SpeechEngine, voice: KokoroVoice) -> None:
    sound = np.concatenate([spoken(voice, "不同意。"), spoken(voice, "同意。")])
    assert [answer.meaning for answer in asked(whisper, YES_NO, sound)] == ["no", "yes"]


@pytest.mark.parametrize("text", ["我想问一下。", "村里的路坏了。"])
def test_whisper_makes_no_answer_of_other_words(whisper: SpeechEngine, voice: KokoroVoice, text: str) -> None:
    sound = spoken(voice, text)
    for answers in (YES_NO, DIGITS):
        assert {answer.meaning for answer in asked(whisper, answers, sound)} == {""}


def test_whisper_writes_a_number_as_digits(whisper: SpeechEngine, voice: KokoroVoice) -> None:
    number = "".join(answer.meaning for answer in asked(whisper, DIGITS, spoken(voice, "一五九一四一七七七六三。")))
    assert number == "15914177763"


def test_silence_is_no_answer(whisper: SpeechEngine) -> None:
    assert asked(whisper, YES_NO, np.tile(SILENCE, 3)) == []
