"""A window opens before any engine is imported, so that the first page shows at once."""

import subprocess
import sys

import pytest

HEAVY = {
    "rapidocr",
    "onnxruntime",
    "ctranslate2",
    "tokenizers",
    "vosk",
    "misaki",
    "jieba",
    "pypinyin",
    "pytesseract",
    "reportlab",
}


@pytest.mark.parametrize("app", ["kiosk.app", "proxy_client.app"])
def test_no_engine_is_imported_with_the_window(app: str) -> None:
    code = f"import {app}, sys; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert HEAVY & set(loaded) == set()
