"""Tokens become text."""

from pathlib import Path

import pytest

from capture.speech.whisper.model import Whisper


@pytest.mark.parametrize("character", ["龘", "㐂", "喆"])
def test_a_character_of_which_tokens_are_missing_is_none(whisper_pack: Path, character: str) -> None:
    model = Whisper(whisper_pack, threads=1)
    tokens = model._tokenizer.encode(f"水{character}", add_special_tokens=False).ids
    assert model._text(tokens) == f"水{character}"
    assert "\N{REPLACEMENT CHARACTER}" not in model._text(tokens[:-1])
