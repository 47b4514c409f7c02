from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from core.problems import PackDamaged, PackMissing, SpeakerMissing
from devices.absent import NoVoice
from devices.ports import Sound
from devices.voice.cached import CachedVoice
from devices.voice.kokoro import MODEL, RATE, TIMBRES, KokoroVoice
from devices.voice.platform import SapiVoice, SpeechDispatcherVoice


@pytest.fixture(scope="module")
def kokoro(kokoro_pack: Path) -> KokoroVoice:
    return KokoroVoice(kokoro_pack)


def test_kokoro_speaks_clause_by_clause_and_only_when_asked(kokoro: KokoroVoice) -> None:
    sounds = kokoro.speak("您好。请坐。")
    first = next(sounds)
    assert first.rate == RATE
    assert 0.5 < first.seconds < 4
    assert 0.1 < np.abs(first.samples).max() <= 1
    assert len(list(sounds)) == 1


def test_slower_takes_longer(kokoro: KokoroVoice) -> None:
    usual, usual_speed = next(kokoro.speak("请坐。")), kokoro.speed
    kokoro.speed = 0.6
    slow = next(kokoro.speak("请坐。"))
    kokoro.speed = usual_speed
    assert slow.seconds > usual.seconds


def test_kokoro_is_silent_and_writes_nothing(
    kokoro: KokoroVoice, capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert list(kokoro.speak("好。"))
    assert not list(tmp_path.iterdir())
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("text", ["", "。，！", "***", "\n", "🙂"])
def test_what_cannot_be_spoken_is_not(kokoro: KokoroVoice, text: str) -> None:
    assert sum(sound.seconds for sound in kokoro.speak(text)) < 3


def test_a_missing_pack_is_said_when_it_is_needed(tmp_path: Path) -> None:
    sounds = KokoroVoice(tmp_path).speak("您好")
    with pytest.raises(PackMissing):
        next(sounds)


def test_a_damaged_pack_is_said(tmp_path: Path) -> None:
    (tmp_path / MODEL).write_bytes(b"no model")
    with pytest.raises(PackDamaged):
        KokoroVoice(tmp_path).load()


def test_platform_voices_that_are_not_there_are_a_missing_speaker() -> None:
    for voice in (SapiVoice("no-such-program"), SpeechDispatcherVoice("no-such-program")):
        with pytest.raises(SpeakerMissing):
            next(voice.speak("您好"))


def test_speech_dispatcher_gets_the_words_by_pipe_alone(tmp_path: Path) -> None:
    program = tmp_path / "spd-say"
    program.write_text(f"#!/bin/sh\necho \"$@\" > '{tmp_path}/asked'; cat > '{tmp_path}/heard'\n")
    program.chmod(0o755)
    assert [sound.seconds for sound in SpeechDispatcherVoice(str(program)).speak("住3楼。")] == [0]
    assert (tmp_path / "heard").read_text() == "住三楼。\n"
    assert "楼" not in (tmp_path / "asked").read_text()


def test_no_voice_says_nothing() -> None:
    assert list(NoVoice().speak("您好")) == []


class Parrot:
    """A voice that counts how often it was made to speak."""

    def __init__(self) -> None:
        self.made = 0

    def speak(self, text: str) -> Iterator[Sound]:
        for clause in text.split("，"):
            self.made += 1
            yield Sound(np.zeros(len(clause), np.float32), 100)


def test_fixed_phrases_are_made_once_and_what_is_personal_every_time() -> None:
    parrot = Parrot()
    voice = CachedVoice(parrot, ["您好，请坐"])
    assert [len(sound.samples) for sound in voice.speak("您好，请坐")] == [2, 2]
    assert [len(sound.samples) for sound in voice.speak("您好，请坐")] == [2, 2]
    assert parrot.made == 2
    for _ in range(2):
        assert len(list(voice.speak("赵试"))) == 1
    assert parrot.made == 4


def test_what_begins_with_fixed_phrases_is_made_from_there_on_only() -> None:
    parrot = Parrot()
    voice = CachedVoice(parrot, ["收好，", "您好。", "您好"])
    list(voice.ahead())
    before = parrot.made
    assert [len(sound.samples) for sound in voice.speak("收好，您好。赵试")] == [2, 0, 3, 2]
    assert parrot.made == before + 1
    assert [len(sound.samples) for sound in voice.speak("您好吗")] == [3], "no phrase ends in the midst of a clause"


def test_a_phrase_that_was_broken_off_is_made_again() -> None:
    parrot = Parrot()
    voice = CachedVoice(parrot, ["您好，请坐"])
    next(voice.speak("您好，请坐"))
    assert len(list(voice.speak("您好，请坐"))) == 2
    assert parrot.made == 3


def test_what_was_made_is_there_after_the_next_start_and_nothing_personal_is(tmp_path: Path) -> None:
    list(CachedVoice(Parrot(), ["您好，请坐"], tmp_path / "spoken", "parrot").speak("您好，请坐"))
    parrot = Parrot()
    voice = CachedVoice(parrot, ["您好，请坐"], tmp_path / "spoken", "parrot")
    assert sum(len(sound.samples) for sound in voice.speak("您好，请坐")) == 4
    assert parrot.made == 0
    list(voice.speak("赵试"))
    assert len(list((tmp_path / "spoken").iterdir())) == 1
    other = CachedVoice(parrot, ["您好，请坐"], tmp_path / "spoken", "another parrot")
    list(other.speak("您好，请坐"))
    assert parrot.made == 3, "another voice has sounds of its own"


def test_a_damaged_sound_is_made_anew(tmp_path: Path) -> None:
    voice = CachedVoice(Parrot(), ["您好，请坐"], tmp_path, "parrot")
    list(voice.speak("您好，请坐"))
    (file,) = tmp_path.iterdir()
    file.write_bytes(b"RIFF")
    parrot = Parrot()
    assert len(list(CachedVoice(parrot, ["您好，请坐"], tmp_path, "parrot").speak("您好，请坐"))) == 2
    assert parrot.made == 2


def test_all_fixed_phrases_are_made_ahead_a_clause_at_a_time() -> None:
    parrot = Parrot()
    voice = CachedVoice(parrot, ["您好，请坐", "请讲"])
    assert len(list(voice.ahead())) == 1 + 2 + 1
    made = parrot.made
    list(voice.speak("您好，请坐"))
    list(voice.speak("请讲"))
    assert parrot.made == made


def test_a_man_and_a_woman_sound_different(kokoro_pack: Path) -> None:
    said = {timbre: next(KokoroVoice(kokoro_pack, timbre).speak("请坐。")).samples for timbre in TIMBRES}
    assert not np.array_equal(said["woman"], said["man"])
