import pytest

from core.petition import Purpose
from gateway.cases import records
from testkit.gateway_in_process import Gateway, either_store
from testkit.terminal import PAGE, Item, Terminal, refusal
from trust.seal import open_sealed, unpad

pytestmark = either_store


def wanted(terminal: Terminal, item: Item) -> list[str]:
    told: list[str] = terminal.call("GET", f"/v1/items/{item.id}").json()["wanted"]
    return told


def test_a_part_arrives_in_one_piece(gateway: Gateway, terminal: Terminal) -> None:
    item, status = terminal.filed()
    answer = terminal.upload(item).patch(item.files["1.age"])
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (204, str(len(item.files["1.age"])))
    assert wanted(terminal, item) == []
    assert status.receipt
    shown = records.show(gateway.runtime, status.receipt.case_number)
    assert shown and shown["attachments"][0] | {"path": ""} == {
        "name": "page-1.jpg",
        "role": "page",
        "media_type": "image/jpeg",
        "declared_media_type": "image/jpeg",
        "intact": True,
        "size": len(PAGE.content),
        "sha256": shown["petition"]["attachments"][0]["sha256"],
        "received": True,
        "path": "",
    }
    kept = gateway.runtime.blobs.get(f"{item.id}/1.age")
    assert kept and unpad(open_sealed(kept, gateway.runtime.keys.bureau[0].identity), len(PAGE.content)) == PAGE.content


def test_a_part_goes_on_where_it_stood(terminal: Terminal) -> None:
    item, _ = terminal.filed()
    upload, content = terminal.upload(item), item.files["1.age"]
    assert upload.patch(content[:5000]).headers["Upload-Offset"] == "5000"
    assert upload.head().headers["Upload-Offset"] == "5000"
    assert refusal(upload.patch(content[4000:], 4000)) == (409, "offset")
    again = terminal.upload(item)
    assert again.url == upload.url and again.head().headers["Upload-Offset"] == "5000"
    assert again.patch(content[5000:], 5000).status_code == 204
    assert again.head().headers["Upload-Offset"] == again.head().headers["Upload-Length"]
    assert wanted(terminal, item) == []


def test_what_a_killed_gateway_left_whole_is_taken_in(gateway: Gateway, terminal: Terminal) -> None:
    item, _ = terminal.filed()
    upload, content = terminal.upload(item), item.files["1.age"]
    with gateway.runtime.blobs.arriving(upload.url.rpartition("/")[2], 0) as file:
        file.write(content)
    assert upload.head().headers["Upload-Offset"] == str(len(content))
    assert wanted(terminal, item) == []


def test_what_a_killed_gateway_had_put_away_is_not_sent_again(gateway: Gateway, terminal: Terminal) -> None:
    item, _ = terminal.filed()
    upload, content = terminal.upload(item), item.files["1.age"]
    gateway.runtime.blobs.put(f"{item.id}/1.age", content)
    assert upload.head().headers["Upload-Offset"] == str(len(content))
    assert wanted(terminal, item) == []


def test_what_a_killed_gateway_left_whole_and_wrong_is_wanted_again(gateway: Gateway, terminal: Terminal) -> None:
    item, _ = terminal.filed()
    upload, content = terminal.upload(item), item.files["1.age"]
    with gateway.runtime.blobs.arriving(upload.url.rpartition("/")[2], 0) as file:
        file.write(bytes(len(content)))
    assert upload.head().headers["Upload-Offset"] == "0"
    assert upload.patch(content).status_code == 204


def test_what_two_gateways_put_together_at_once_stays_whole(gateway: Gateway, terminal: Terminal) -> None:
    item, _ = terminal.filed()
    upload, content, blobs = terminal.upload(item), item.files["1.age"], gateway.runtime.blobs
    arriving, name = upload.url.rpartition("/")[2], f"{item.id}/1.age"
    upload.patch(content)
    with pytest.raises(FileNotFoundError):  # the slower one, who saw it whole a moment ago
        blobs.keep(arriving, name, len(content))
    assert blobs.get(name) == content


def test_a_part_that_is_not_the_envelopes_is_refused_and_wanted_again(terminal: Terminal) -> None:
    item, _ = terminal.filed()
    upload, content = terminal.upload(item), item.files["1.age"]
    assert refusal(upload.patch(b"x" * len(content))) == (422, "digest")
    assert wanted(terminal, item) == ["1.age"]
    assert upload.head().headers["Upload-Offset"] == "0"
    assert upload.patch(content).status_code == 204


def test_more_than_announced_is_refused(terminal: Terminal) -> None:
    item, _ = terminal.filed()
    assert refusal(terminal.upload(item).patch(item.files["1.age"] + b"x")) == (413, "too-long")
    assert wanted(terminal, item) == ["1.age"]


def test_a_length_that_is_not_the_envelopes_is_refused(terminal: Terminal) -> None:
    item, _ = terminal.filed()
    answer = terminal.call("POST", f"/v1/items/{item.id}/parts/1", Upload_Length="7")
    assert refusal(answer) == (422, "length")


def test_a_part_that_is_here_is_not_asked_for_again(terminal: Terminal) -> None:
    item, _ = terminal.filed()
    upload, size = terminal.upload(item), str(len(item.files["1.age"]))
    upload.patch(item.files["1.age"])
    assert refusal(terminal.call("POST", f"/v1/items/{item.id}/parts/1", Upload_Length=size)) == (409, "received")
    assert upload.patch(b"", int(size)).status_code == 204


def test_only_the_sender_may_send_parts(gateway: Gateway, terminal: Terminal) -> None:
    item, _ = terminal.filed()
    stranger = Terminal.enrolled(gateway)
    size = str(len(item.files["1.age"]))
    assert refusal(stranger.call("POST", f"/v1/items/{item.id}/parts/1", Upload_Length=size)) == (404, "not-found")
    assert refusal(terminal.call("POST", f"/v1/items/{item.id}/parts/2", Upload_Length=size)) == (404, "not-found")


def test_a_token_opens_its_own_part_for_an_hour(gateway: Gateway, terminal: Terminal) -> None:
    first, second = (terminal.upload(terminal.filed()[0]) for _ in range(2))
    assert first.with_token(second.token).head().status_code == 404
    assert first.with_token("").head().status_code == 404
    gateway.clock.turn(minutes=59)
    assert first.head().status_code == 200
    gateway.clock.turn(minutes=59)
    assert first.head().status_code == 200 and second.head().status_code == 404


def test_the_parts_of_an_accusation_arrive_sealed(gateway: Gateway, terminal: Terminal) -> None:
    item, _ = terminal.filed(purpose=Purpose.ACCUSATION)
    assert terminal.upload(item).patch(item.files["1.age"]).status_code == 204
    assert gateway.runtime.blobs.get(f"{item.id}/1.age") == item.files["1.age"]
