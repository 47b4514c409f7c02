"""`python -m sync` as outside scripts use it: JSON, exit codes, bad input."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.invitation import Invitation
from core.petition_folder import read_filing
from core.problems import BadFiling, FilingProblem, Implausible, Incomplete, TooManyFiles
from core.sentences import sentence_of
from testkit.faulty_platform import CODE, ORGAN, FaultyPlatform
from tests.sync.conftest import Sync
from trust import key_fingerprints

PETITION: dict[str, Any] = {
    "matter": {
        "purpose": "request",
        "category": "水利",
        "place": {"code": "331181", "name": "龙泉市"},
        "narrative": "井水发黑三个月了。",
    },
    "petitioner": {"name": "甲某", "phone": "13000000000"},
}


def test_it_is_a_program(home: Path) -> None:
    environment = {**os.environ, "SUNLIT_HOME": str(home)}
    words = [sys.executable, "-m", "sync", "status", "--json"]
    done = subprocess.run(words, env=environment, capture_output=True, check=True)
    assert (json.loads(done.stdout), done.stderr) == ({"items": []}, b"")


def papers(folder: Path, **changes: Any) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "petition.json").write_text(json.dumps({**PETITION, **changes}), "utf-8")
    return folder


def test_a_day_of_a_terminal(sync: Sync, tmp_path: Path, platform: FaultyPlatform) -> None:
    folder = papers(tmp_path / "papers", attachments=[{"name": "井.jpg", "role": "page"}])
    (folder / "井.jpg").write_bytes(b"\xff\xd8" * 1000)
    assert sync("enrol", platform.url, CODE)[1]["terminal"] == "t1"
    code, slip = sync("file", str(folder))
    assert (code, set(slip)) == (0, {"item", "local_number"})

    platform.mishaps = ["500"]
    assert sync("run", "--once") == (2, None)
    (row,) = sync("status", "--json")[1]["items"]
    assert (row["item"], row["local_number"], row["state"]) == (slip["item"], slip["local_number"], "saved")
    assert (row["reason"], row["case_number"]) == ("P500 broken", None)

    platform.mishaps = ["refuse"]
    assert sync("run", "--once") == (2, None)
    assert [each["item"] for each in sync("quarantine", "list")[1]["items"]] == [slip["item"]]
    assert [each["item"] for each in sync("closing", "--json")[1]["open"]] == [slip["item"]]
    assert sync("quarantine", "retry", slip["item"])[1]["state"] == "saved"

    assert sync("run", "--once") == (0, None)
    (row,) = sync("status", "--json")[1]["items"]
    assert (row["state"], row["case_number"], row["reason"]) == ("registered", "XF-00001", "")
    code, report = sync("closing", "--json")
    assert (code, report["filed"], report["registered"], report["open"]) == (0, 1, 1, [])


def test_enrolled_by_what_a_qr_code_says_or_by_grouped_digits(sync: Sync, platform: FaultyPlatform) -> None:
    assert sync("enrol", Invitation(platform.url, CODE).text) == (
        0,
        {"terminal": "t1", "organ": key_fingerprints.of_organ(ORGAN)},
    )
    assert sync("enrol", platform.url, *CODE.replace(" ", "", 4).split())[0] == 0
    for text in (platform.url, CODE, "sunlit:", f"sunlit:{platform.url}", f"sunlit:{platform.url}#"):
        code, said = sync("enrol", text)
        assert (code, said["error"]["code"]) == (3, "P506")


def test_a_technician_takes_one_over(sync: Sync, home: Path, tmp_path: Path, platform: FaultyPlatform) -> None:
    sync("enrol", platform.url, CODE)
    _, slip = sync("file", str(papers(tmp_path / "papers")))
    assert sync("quarantine", "release", slip["item"])[1]["error"]["code"] == "P604"
    platform.mishaps = ["refuse"]
    sync("run", "--once")
    assert sync("quarantine", "release", slip["item"])[1]["state"] == "quarantined"
    assert sync("quarantine", "list") == (0, {"items": []})
    assert sync("run", "--once") == (0, None)
    assert (home / "outbox" / slip["item"] / "text.age").exists()


def test_a_stick_without_acknowledgements_is_said_to_be_one(
    sync: Sync, tmp_path: Path, platform: FaultyPlatform
) -> None:
    sync("enrol", platform.url, CODE)
    code, said = sync("import", str(tmp_path / "empty"))
    assert (code, said["error"]["code"]) == (1, "P608")
    (tmp_path / "ack.age").write_bytes(b"not a letter")
    code, said = sync("import", str(tmp_path))
    assert (code, said["error"]["code"]) == (1, "P411")


def test_set_up_trouble_is_three_and_bad_input_is_one(sync: Sync, tmp_path: Path) -> None:
    folder = papers(tmp_path / "papers")
    unknown = "00000000-0000-4000-8000-000000000000"
    for code, number, *words in (
        (3, "P405", "file", str(folder)),
        (3, "P405", "run", "--once"),
        (3, "P509", "enrol", "http://platform.example", CODE),
        (3, "P534", "enrol", "http://127.0.0.1:1", "no code"),
        (3, "P535", "enrol", "http://127.0.0.1:1", "135 790 246 813"),
        (3, "P533", "enrol", "http://127.0.0.1:1", CODE[:8] + str((int(CODE[8]) + 1) % 10) + CODE[9:]),
        (2, "P501", "enrol", "http://127.0.0.1:1", CODE),
        (1, "P602", "file", str(tmp_path)),
        (1, "P605", "quarantine", "retry", unknown),
    ):
        said = sync(*words)
        assert (said[0], said[1]["error"]["code"]) == (code, number)
        assert "自动" not in said[1]["error"]["message"], "nothing waits here to be sent again"


def test_a_folder_cannot_reach_outside_itself(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    folder = papers(tmp_path / "papers")
    (folder / "link").symlink_to(tmp_path / "secret")
    (folder / "hard").hardlink_to(tmp_path / "secret")
    (folder / "deep").mkdir()
    os.mkfifo(folder / "pipe")
    for name in (
        "../secret",
        "..",
        ".",
        "link",
        "hard",
        "pipe",
        "deep",
        "missing",
        "petition.json",
        "a\\b",
        "nul\0",
        "x" * 121,
    ):
        with pytest.raises(BadFiling):
            read_filing(papers(folder, attachments=[{"name": name}]))
    with pytest.raises(BadFiling):
        (folder / "a").write_text("a")
        read_filing(papers(folder, attachments=[{"name": "a"}, {"name": "a"}]))


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    file = papers(tmp_path / "papers") / "petition.json"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert read_filing(file.parent).petition.matter.narrative == PETITION["matter"]["narrative"]


def test_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    file = papers(tmp_path / "papers") / "petition.json"
    file.write_bytes(json.dumps(PETITION, ensure_ascii=False, indent=1).encode("gbk"))
    with pytest.raises(BadFiling, match="not UTF-8, line 4"):
        read_filing(file.parent)


def test_what_is_missing_is_named_and_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(Incomplete, match="address or phone"):
        read_filing(papers(tmp_path / "p", petitioner={"name": "甲某"}))
    with pytest.raises(BadFiling) as told:
        read_filing(papers(tmp_path / "p", petitioner={"name": "甲某", "secret": "13000000000"}))
    assert "13000000000" not in str(told.value)
    for where in ({"13000000000": 1}, {"petitioner": {"name": "甲某", "13000000000": 1}}):
        with pytest.raises(BadFiling) as told:
            read_filing(papers(tmp_path / "p", **where))
        assert "13000000000" not in told.value.detail


def test_what_does_not_fit_is_named_by_place_and_kind(tmp_path: Path) -> None:
    """A technician can act on it; the name of a file, which may be a person's, is not in it."""
    for number, (attachment, fault) in enumerate(
        (
            ({"name": "甲某的证.jpg"}, "attachments.0: FileNotFoundError"),
            ({"name": "a.jpg", "kind": "scan"}, "attachments.0: extra_forbidden"),
            ({"role": "scan"}, "attachments.0.name: missing"),
        )
    ):
        with pytest.raises(BadFiling) as told:
            read_filing(papers(tmp_path / str(number), attachments=[attachment]))
        assert fault in told.value.detail and "甲某" not in told.value.detail


@pytest.mark.parametrize("number", [51, 500, 4000])
def test_too_many_attachments_are_counted_and_all_stay(sync: Sync, tmp_path: Path, number: int) -> None:
    scans = [{"name": f"{n}.jpg", "role": "page", "media_type": "image/jpeg"} for n in range(number)]
    folder = papers(tmp_path / "p", attachments=scans)
    for each in scans[:60]:
        (folder / each["name"]).write_bytes(b"\xff\xd8\xff")
    with pytest.raises(TooManyFiles) as told:
        read_filing(folder)
    assert str(number) in sentence_of(told.value.message) and "50" in sentence_of(told.value.message)
    code, said = sync("file", str(folder))
    assert (code, said["error"]["code"]) == (1, "P611")
    assert sync("status", "--json")[1]["items"] == []
    assert len(list(folder.glob("*.jpg"))) == min(number, 60), "nothing was taken from the folder"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from(["matter", "petitioner", "consents", "attachments", "agent", "authority", "other"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.dictionaries(FIELDS, JSON, max_size=3), st.binary(max_size=4))
def test_whatever_a_folder_holds_it_is_read_or_refused(tmp_path: Path, changes: dict[str, Any], tail: bytes) -> None:
    folder = papers(tmp_path / "p", **changes)
    with (folder / "petition.json").open("ab") as file:
        file.write(tail)
    try:
        assert read_filing(folder).petition.matter.narrative
    except FilingProblem as problem:
        assert problem.code in {"P601", "P602"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"petitioner": {"name": "甲某\n乙某", "phone": "13000000000"}}, "petitioner.name"),
        ({"petitioner": {"name": "甲某", "phone": "120341203434"}}, "petitioner.phone"),
        ({"matter": {**PETITION["matter"], "place": {"code": "440000", "name": "广东省"}}}, "matter.place"),
    ],
)
def test_what_cannot_be_is_not_handed_in(sync: Sync, tmp_path: Path, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Implausible, match=field):
        read_filing(papers(tmp_path / "p", **changes))
    code, said = sync("file", str(tmp_path / "p"))
    assert (code, said["error"]["code"]) == (1, "P609")
