"""Metrics for Prometheus: by route, status and code, never by terminal, person or case.

Several workers write into files of one folder (prometheus_client's multiprocess mode); the answer is their sum.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from tempfile import mkdtemp

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server
from prometheus_client.multiprocess import MultiProcessCollector

from core.problems import StoreProblem

SHARED = "PROMETHEUS_MULTIPROC_DIR"
METHODS = {"GET", "HEAD", "POST", "PATCH", "OPTIONS"}

_registry = CollectorRegistry()
_calls = Counter("sunlit_calls", "Calls answered", ["method", "route", "status"], registry=_registry)
_seconds = Histogram("sunlit_call_seconds", "From a call's head to its answer", ["route"], registry=_registry)
_refusals = Counter("sunlit_refusals", "Answers that were not a yes", ["code"], registry=_registry)
_items = Counter("sunlit_items", "Items handed in: new, repeated, conflict, failed", ["outcome"], registry=_registry)
_uploaded = Counter("sunlit_upload_bytes", "Bytes of attachments that arrived", registry=_registry)
_asked = Counter(
    "sunlit_people_asked",
    "Questions about a person: by card, filing; told, nothing, too-many",
    ["by", "answer"],
    registry=_registry,
)
_notices = Counter(
    "sunlit_notices", "Notices to petitioners: what was done, what became of them", ["did"], registry=_registry
)
_free = Gauge(
    "sunlit_free_bytes", "Left on the disk of the gateway's folder", registry=_registry, multiprocess_mode="mostrecent"
)


def call_answered(method: str, route: str | None, status: int, seconds: float, refusal: str | None) -> None:
    """Count an answered call. Unknown methods and routes are all labelled `other`, so that callers cannot make up
    labels."""
    route = route or "other"
    _calls.labels(method if method in METHODS else "other", route, str(status)).inc()
    _seconds.labels(route).observe(seconds)
    if refusal:
        _refusals.labels(refusal).inc()


def item_submitted(outcome: str) -> None:
    _items.labels(outcome).inc()


def person_asked_about(by: str, answer: str) -> None:
    _asked.labels(by, answer).inc()


def notices_done(counts: Mapping[str, int]) -> None:
    for did, count in counts.items():
        _notices.labels(did).inc(count)


def free_bytes(size: int) -> None:
    _free.set(size)


def bytes_uploaded(size: int) -> None:
    _uploaded.inc(size)


@contextmanager
def shared_by_workers() -> Iterator[CollectorRegistry]:
    """A registry of what the processes started inside the block count."""
    folder = mkdtemp(prefix="sunlit-metrics-")
    os.environ[SHARED] = folder
    registry = CollectorRegistry()
    MultiProcessCollector(registry, folder)  # type: ignore[no-untyped-call]
    try:
        yield registry
    finally:
        del os.environ[SHARED]
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def served(address: tuple[str, int] | None, registry: CollectorRegistry = _registry) -> Iterator[None]:
    """Serve the metrics at http://ADDRESS/metrics, on a port of their own that the HTTPS proxy does not forward."""
    if address is None:
        yield
        return
    try:
        server, thread = start_http_server(address[1], address[0], registry)
    except OSError as error:
        raise StoreProblem(f"cannot show metrics: {error.strerror}") from error
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
