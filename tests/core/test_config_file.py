"""A technician's mistakes in a file, and the one sentence that answers each."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from core import config_file
from core.problems import ConfigWrong
from core.sentences import sentence_of
from core.settings import Settings
from gateway.runtime.settings import GatewaySettings


def read(folder: Path, content: str | bytes) -> Settings:
    file = folder / "settings.toml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return config_file.read(file, Settings)


SLIPS = {
    "[platfrom]\ntimeout = 3": "settings.toml 第 1 行：没有 platfrom 这一组。是不是 [platform]？",
    "\n[devices]\ncamra = 'uvc'": "settings.toml 第 3 行：[devices] 里没有 camra 这一项。是不是 camera？",
    "[screen]\nvolume = 1": "settings.toml 第 2 行：[screen] 里没有 volume 这一项。它在 [devices] 里。",
    "timeout = 3": "settings.toml 第 1 行：timeout 要写在 [platform] 下面。",
    "[visit]\nwarn_after = 'x'": "settings.toml 第 2 行：visit.warn_after 要写一个整数。",
    "[visit]\nwarn_after = 5": "settings.toml 第 2 行：visit.warn_after 不能小于 20。",
    "[devices]\nvolume = 1.5": "settings.toml 第 2 行：devices.volume 不能大于 1.0。",
    "[speech]\nengine = 'x'": "settings.toml 第 2 行：speech.engine 只能写 'auto', 'vosk' 或 'whisper'。",
    "visit = 3": "settings.toml 第 1 行：visit 是一组，要写成 [visit] 再分行写各项。",
    "[platform]\nproxy = 'x'": "settings.toml 第 2 行：platform.proxy 写法不对，应当是：http://主机:端口，不用代理就留空。",
    "[visit]\nwarn_after = 200": "settings.toml 第 1 行：[visit] 里的 warn_after 要小于 end_after。",
    "[platform]\ntimeout = inf": "settings.toml 第 2 行：platform.timeout 要写一个数，不能是无穷大。",
    "[platform\n": "settings.toml 第 1 行写法不对。",
    "[visit]\nwarn_after = ": "settings.toml 第 2 行写法不对。",
}


@pytest.mark.parametrize(("text", "sentence"), SLIPS.items(), ids=range(len(SLIPS)))
def test_a_slip_is_told_with_its_line_and_what_would_be_right(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(ConfigWrong) as caught:
        read(tmp_path, text)
    assert sentence_of(caught.value) == sentence


def test_several_slips_are_counted_and_all_named_for_the_log(tmp_path: Path) -> None:
    with pytest.raises(ConfigWrong, match=r"devices.printer, devices.volum$") as caught:
        read(tmp_path, "[devices]\nvolum = 1\nprinter = 'laser'\n")
    assert sentence_of(caught.value).endswith("另外还有 1 处不对。")


WRONG = ("'x'", "''", "3", "-1", "1e30", "inf", "nan", "true", "[]", "['x']", "[3]", "{}", "{a = 1}", "2026-12-01")
WRITTEN_IN_FILES = re.compile(r"true|false|https?:|http|UTF-8|'[^']*'|\[[a-z_]+\]|[a-z]+\.toml")
"""What a sentence may show in Latin letters besides the names of settings: what is to be written into the file."""


@pytest.mark.parametrize(("file", "model"), [("settings.toml", Settings), ("gateway.toml", GatewaySettings)])
@pytest.mark.parametrize("value", WRONG)
def test_whatever_is_wrong_in_whichever_setting_is_told_without_english(
    tmp_path: Path, file: str, model: type[BaseModel], value: str
) -> None:
    for group, field in model.model_fields.items():
        for key in getattr(field.annotation, "model_fields", {}):
            (tmp_path / file).write_text(f"[{group}]\n{key} = {value}\n", "utf-8")
            try:
                config_file.read(tmp_path / file, model)
            except ConfigWrong as wrong:
                sentence = sentence_of(wrong)
                rest = WRITTEN_IN_FILES.sub("", sentence.replace(f"{group}.{key}", ""))
                assert not re.search("[A-Za-z]{2,}", rest.replace("warn_after", "").replace("end_after", "")), sentence
                assert sentence != f"{file} 第 2 行：{group}.{key} 的值不合适。", f"say what is right: {sentence}"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_byte_order_mark_and_windows_lines_are_no_fault(tmp_path: Path, end: str) -> None:
    content = ("\ufeff" + end.join(["[platform]", "timeout = 6", ""])).encode()
    assert read(tmp_path, content).platform.timeout == 6


def test_another_encoding_is_named_with_its_line_and_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(ConfigWrong) as caught:
        read(tmp_path, b"[terminal]\n" + "name = '杨柳'".encode("gbk"))
    assert (
        sentence_of(caught.value) == "settings.toml 第 2 行不是 UTF-8 编码的文字。请用记事本打开，另存为 UTF-8 编码。"
    )


@given(st.binary(max_size=200) | st.text("[]=.\"' \nabcdevisplatformwn_0123", max_size=80).map(str.encode))
def test_whatever_lies_there_is_settings_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    try:
        read(tmp_path_factory.mktemp("home"), content)
    except ConfigWrong as wrong:
        assert sentence_of(wrong).endswith(("。", "？"))
        assert "settings.toml" in sentence_of(wrong)


@pytest.mark.parametrize("content", [b"a = " + b"[" * 5000, b"[" + b"a." * 40_000 + b"b]", b"# " + b"a" * 100_000])
def test_what_is_made_to_be_hard_to_read_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(ConfigWrong):
        read(tmp_path, content)
