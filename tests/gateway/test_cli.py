"""The commands of contract.md, run as by an outside script."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

import cv2
import numpy as np
import pytest
import requests
from sqlalchemy import delete, func, select, update

from gateway.cli import main
from gateway.storage.schema import chains, journal
from testkit.gateway_in_process import Gateway
from testkit.officers import led
from testkit.terminal import ASKER, NARRATIVE, PAGE, Terminal, petition
from trust.hash_chain import digest


@pytest.fixture
def run(gateway: Gateway, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*words: str | Path) -> tuple[int, list[Any]]:
        code = main([str(word) for word in (words[0], "--data", gateway.data, *words[1:])])
        return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def test_from_filing_to_reply(run: Any, gateway: Gateway, terminal: Terminal) -> None:
    item, status = terminal.filed()
    terminal.upload(item).patch(item.files["1.age"])
    code, (line,) = run("list", "--json")
    assert code == 0 and line["item"] == str(item.id) and line["step"] == "registered"
    number = line["case_number"]
    led(gateway.runtime, number)
    _, (shown,) = run("show", number, "--json")
    assert status.receipt and status.receipt.query_code not in json.dumps([line, shown])
    assert shown["petition"]["matter"]["narrative"] == NARRATIVE
    assert shown["petition"]["petitioner"]["id_number"] == ASKER.id_number
    assert shown["local_number"] == shown["petition"]["local_number"]
    assert (shown["reply"], shown["unit"]) == ("已修好", "镇人民政府")
    _, (theirs,) = run("show", number, "--json", "--fields")
    assert (theirs["xfjbh"], theirs["tsnr"], theirs["dfyj"]) == (number, NARRATIVE, "已修好")
    assert shown["attachments"][0]["received"] and Path(shown["attachments"][0]["path"]).is_file()


def test_a_code_is_drawn_for_a_terminal_to_read(
    run: Any, gateway: Gateway, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, (said,) = run("code", "--url", gateway.url, "--qr", tmp_path / "code.png")
    assert code == 0 and said["qr"] == f"sunlit:{gateway.url}#{said['code'].replace(' ', '')}"
    picture = cv2.imdecode(np.frombuffer((tmp_path / "code.png").read_bytes(), np.uint8), cv2.IMREAD_GRAYSCALE)
    assert picture is not None
    assert cv2.QRCodeDetectorAruco().detectAndDecode(picture)[0] == said["qr"]
    assert set(run("code")[1][0]) == {"code", "expires", "organ"}
    assert run("code", "--qr", "-")[0] == 1
    assert main(["code", "--data", str(gateway.data), "--url", gateway.url, "--qr", "-"]) == 0
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 1 and "█" in told.err


@pytest.mark.parametrize("words", [("show", "XF2026-00000009"), ("terminals", "revoke", "t-x")])
def test_what_is_not_there_is_said(run: Any, words: tuple[str, ...]) -> None:
    code, (line,) = run(*words)
    assert code == 1 and set(line["error"]) == {"code", "message"}


def test_terminals_are_listed_and_revoked(run: Any, terminal: Terminal) -> None:
    assert run("terminals", "revoke", terminal.id)[0] == 0
    _, (line,) = run("terminals", "list")
    assert line["terminal"] == terminal.id and line["revoked_at"]


def test_items_carried_by_hand_are_registered_once(
    run: Any, gateway: Gateway, terminal: Terminal, tmp_path: Path
) -> None:
    item = terminal.sealed(petition(gateway.clock()))
    item.laid(tmp_path / "stick")
    for _ in range(2):
        code, (line,) = run("import", tmp_path / "stick")
        assert (code, line) == (0, {"item": str(item.id), "case_number": "XF2026-00000001", "wanted": []})
    assert terminal.hand_in(item).status_code == 200


def test_a_damaged_item_does_not_hold_up_the_others(
    run: Any, gateway: Gateway, terminal: Terminal, tmp_path: Path
) -> None:
    good, bad, part = (terminal.sealed(petition(gateway.clock())) for _ in range(3))
    good.laid(tmp_path / "stick")
    (bad.laid(tmp_path / "stick") / "text.age").write_bytes(b"torn")
    (part.laid(tmp_path / "stick") / "1.age").write_bytes(PAGE.content)
    empty = str(uuid4())
    (tmp_path / "stick" / empty).mkdir()
    code, lines = run("import", tmp_path / "stick")
    said = {line["item"]: line.get("error", {}).get("code") for line in lines}
    assert code == 1
    assert said == {str(good.id): None, str(bad.id): "digest", str(part.id): "digest", empty: "unreadable"}


def test_what_windows_puts_on_a_stick_is_passed_over(
    run: Any, gateway: Gateway, terminal: Terminal, tmp_path: Path
) -> None:
    item = terminal.sealed(petition(gateway.clock()))
    item.laid(tmp_path / "stick")
    for name in ("System Volume Information", "$RECYCLE.BIN", "FOUND.000", os.fsdecode("照片".encode("gbk"))):
        (tmp_path / "stick" / name).mkdir()
    (tmp_path / "stick" / "autorun.inf").write_text("[autorun]", "utf-8")
    code, lines = run("import", tmp_path / "stick")
    assert (code, [line["item"] for line in lines]) == (0, [str(item.id)])


def test_a_folder_without_items_is_said_to_be_one(run: Any, tmp_path: Path) -> None:
    code, (line,) = run("import", tmp_path / "nowhere")
    assert (code, line["error"]["code"]) == (1, "empty")


def test_keygen_keeps_what_is_there(run: Any) -> None:
    assert run("keygen") == run("keygen")


def test_a_doctored_journal_is_found_out(run: Any, gateway: Gateway, terminal: Terminal) -> None:
    terminal.filed()
    code, (told,) = run("journal")
    assert code == 0 and json.loads(told["checkpoint"])["chains"][terminal.id][0] == 2
    with gateway.runtime.engine.begin() as db:
        db.execute(
            update(journal).where(journal.c.n == 1).values(line=func.replace(journal.c.line, "enrolled", "lost"))
        )
    assert run("journal")[0] == 3


def test_a_journal_cut_short_is_found_out_by_an_earlier_checkpoint(
    run: Any, gateway: Gateway, terminal: Terminal, tmp_path: Path
) -> None:
    terminal.filed()
    _, (told,) = run("journal")
    (tmp_path / "checkpoint.json").write_text(json.dumps(told))
    terminal.filed()
    assert run("journal", "--since", tmp_path / "checkpoint.json")[0] == 0
    this, end = chains.c.chain == terminal.id, journal.c.chain == terminal.id
    with gateway.runtime.engine.begin() as db:
        db.execute(delete(journal).where(end, journal.c.n > 1))
        (first,) = db.execute(select(journal.c.line).where(end)).scalars()
        db.execute(update(chains).where(this).values(events=1, head=digest(first.encode())))
    assert run("journal")[0] == 0
    assert run("journal", "--since", tmp_path / "checkpoint.json")[0] == 3


def test_a_checkpoint_of_somebody_elses_making_is_none(run: Any, terminal: Terminal, tmp_path: Path) -> None:
    _, (told,) = run("journal")
    forged = tmp_path / "checkpoint.json"
    for text in ("{}", "null", json.dumps({**told, "checkpoint": told["checkpoint"].replace("office", "desk")})):
        forged.write_text(text)
        assert run("journal", "--since", forged)[0] == 3


def test_damaged_keys_are_trouble(run: Any, gateway: Gateway) -> None:
    (gateway.data / "keys" / "bureau.identity").write_text("AGE-SECRET-KEY-1NONSENSE")
    code, (line,) = run("list")
    assert (code, line["error"]["code"]) == (3, "P403")


def test_looking_in_the_wrong_folder_makes_no_gateway_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--data", str(tmp_path / "typo")]) == 3
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "P400"
    assert not (tmp_path / "typo").exists()


def test_a_database_that_is_none_is_trouble(run: Any, gateway: Gateway) -> None:
    gateway.runtime.engine.dispose()
    (gateway.data / "gateway.sqlite3").write_bytes(b"not a database, and long enough to be looked at " * 50)
    code, (line,) = run("list")
    assert (code, line["error"]["code"]) == (3, "P403")


def test_a_newer_database_is_politely_left_alone(run: Any, gateway: Gateway) -> None:
    with gateway.runtime.engine.begin() as db:
        db.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    code, (line,) = run("list")
    assert (code, line["error"]["code"]) == (3, "P404")


@pytest.mark.parametrize("listen", ["0.0.0.0:80", "192.168.1.2:8080", "127.0.0.1", "127.0.0.1:99999", ""])
def test_plain_http_stays_at_home(run: Any, listen: str) -> None:
    assert run("serve", "--listen", listen)[0] == 3


def test_metrics_stay_at_home_too(run: Any) -> None:
    assert run("serve", "--listen", "127.0.0.1:0", "--metrics", "0.0.0.0:9100")[0] == 3


def test_serving_furnishes_an_empty_folder_and_ends_in_good_order(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "gateway", "serve", "--data", str(tmp_path / "new"), "--listen", "127.0.0.1:0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stderr
        url = process.stdout.readline().strip()
        assert requests.get(f"{url}/v1/health", timeout=120).json()["status"] == "ok"
        process.terminate()
        assert process.wait(120) == 0
        warning, call = map(json.loads, process.stderr.read().splitlines())
    assert "discipline identity" in warning["about"]
    assert (call["route"], call["status"]) == ("/v1/health", 200)
