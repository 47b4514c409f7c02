"""A local web server that serves a folder with Range and can close connections in the middle."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass
class Web:
    """`cut`: close after this many bytes of each answer; None: serve to the end. `asked`: the Range of every call."""

    folder: Path
    url: str = ""
    cut: int | None = None
    up: bool = True
    asked: list[str | None] = field(default_factory=list)


@contextmanager
def serving(folder: Path) -> Iterator[Web]:
    web = Web(folder)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self, web)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Tests print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield web
    server.shutdown()
    server.server_close()
    thread.join()


def answer(call: BaseHTTPRequestHandler, web: Web) -> None:
    wanted = call.headers["Range"]
    web.asked.append(wanted)
    if not web.up:
        call.send_error(503)
        return
    content = (web.folder / call.path.lstrip("/")).read_bytes()
    start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted else 0
    call.send_response(206 if wanted else 200)
    call.send_header("Content-Length", str(len(content) - start))
    call.end_headers()
    call.wfile.write(content[start:][: web.cut])
    web.up = web.cut is None
