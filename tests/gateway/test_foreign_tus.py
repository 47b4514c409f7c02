"""A foreign tus client (tuspy) finishes transfers with the address and the token alone; and the gateway does what tus
1.0 asks of a server that names no extension (https://tus.io/protocols/resumable-upload)."""

import io

import pytest
import requests
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError
from tusclient.uploader.uploader import Uploader

from testkit.gateway_in_process import Gateway, either_store
from testkit.terminal import Item, Terminal, Upload

STREAM = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}


def uploader(upload: Upload, content: bytes, **how: int) -> Uploader:
    client = TusClient(upload.url, headers={"Authorization": f"Bearer {upload.token}"})
    return client.uploader(file_stream=io.BytesIO(content), url=upload.url, **how)


def wanted(terminal: Terminal, item: Item) -> list[str]:
    told: list[str] = terminal.call("GET", f"/v1/items/{item.id}").json()["wanted"]
    return told


@either_store
def test_it_sends_a_part_in_chunks(terminal: Terminal) -> None:
    item, _ = terminal.filed()
    uploader(terminal.upload(item), item.files["1.age"], chunk_size=4000).upload()
    assert wanted(terminal, item) == []


@either_store
def test_it_goes_on_after_another_client(gateway: Gateway, terminal: Terminal) -> None:
    item, _ = terminal.filed()
    upload, content = terminal.upload(item), item.files["1.age"]
    uploader(upload, content, chunk_size=3000).upload_chunk()  # type: ignore[no-untyped-call]  # tuspy's own
    again = uploader(upload, content, chunk_size=5000)
    assert again.offset == 3000
    again.upload()
    assert wanted(terminal, item) == []
    assert gateway.runtime.blobs.get(f"{item.id}/1.age") == content


def test_it_is_told_that_it_stands_elsewhere(terminal: Terminal) -> None:
    item, _ = terminal.filed()
    lost = uploader(terminal.upload(item), item.files["1.age"], chunk_size=3000)
    lost.offset = 2000
    with pytest.raises(TusCommunicationError) as told:
        lost.upload()
    assert told.value.status_code == 409


@pytest.mark.parametrize("minutes", [0, 61], ids=["another's", "expired"])
def test_a_token_that_does_not_open_opens_nothing(minutes: int, gateway: Gateway, terminal: Terminal) -> None:
    item, _ = terminal.filed()
    upload = terminal.upload(item)
    gateway.clock.turn(minutes=minutes)
    with pytest.raises(TusCommunicationError) as told:
        uploader(upload if minutes else upload.with_token("x"), item.files["1.age"])
    assert told.value.status_code == 404


def test_what_the_server_says_it_can(terminal: Terminal) -> None:
    item, _ = terminal.filed()
    answer = requests.options(terminal.upload(item).url, timeout=120)
    assert (answer.status_code, answer.headers["Tus-Version"]) == (204, "1.0.0")
    assert "Tus-Extension" not in answer.headers, "none is there"
    assert int(answer.headers["Tus-Max-Size"]) >= 100 << 20


def test_every_answer_names_the_protocol(terminal: Terminal) -> None:
    item, _ = terminal.filed()
    upload = terminal.upload(item)
    url, ours = upload.url, {"Authorization": f"Bearer {upload.token}", "Tus-Resumable": "1.0.0"}
    answers = {
        200: requests.head(url, headers=ours, timeout=120),
        404: requests.head(url, headers={"Tus-Resumable": "1.0.0"}, timeout=120),
        405: requests.delete(url, headers=ours, timeout=120),
        409: requests.patch(url, data=b"x", headers={**ours, **STREAM, "Upload-Offset": "9"}, timeout=120),
        412: requests.patch(url, data=b"x", headers={**ours, **STREAM, "Tus-Resumable": "0.2.2"}, timeout=120),
        413: requests.patch(url, data=bytes(1 << 20), headers={**ours, **STREAM}, timeout=120),
        415: requests.patch(url, data=b"x", headers={**ours, "Upload-Offset": "0"}, timeout=120),
        422: requests.patch(url, data=b"x", headers={**ours, **STREAM, "Upload-Offset": "-1"}, timeout=120),
    }
    assert {wanted: answer.status_code for wanted, answer in answers.items()} == {each: each for each in answers}
    assert {answer.headers.get("Tus-Resumable") for answer in answers.values()} == {"1.0.0"}
    assert answers[412].headers["Tus-Version"] == "1.0.0" and "Upload-Offset" not in answers[404].headers


def test_who_may_not_say_patch_says_post(terminal: Terminal) -> None:
    item, _ = terminal.filed()
    upload = terminal.upload(item)
    ours = {"Authorization": f"Bearer {upload.token}", "Tus-Resumable": "1.0.0", **STREAM}
    overridden = {**ours, "X-HTTP-Method-Override": "PATCH"}
    assert requests.post(upload.url, data=b"x", headers=ours, timeout=120).status_code == 405
    assert requests.post(upload.url, data=item.files["1.age"], headers=overridden, timeout=120).status_code == 204
    assert wanted(terminal, item) == []
