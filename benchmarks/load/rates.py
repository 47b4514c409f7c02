"""Registrations a second, alternating with the bare endpoint; the median of the ratios of neighbouring runs."""

from dataclasses import dataclass
from statistics import median

import psutil

from benchmarks.load.calls import enrolled
from benchmarks.load.client import Sent, send
from benchmarks.load.serving import Served, bare_endpoint, gateway
from benchmarks.load.stores import Place, place
from gateway.runtime import open_runtime

LINES = 32
TERMINALS = 100
WARMING = 800
HEADER = (
    f"{'store':<11}{'workers':>8}{'ratio':>8}{'ours/s':>10}{'bare/s':>8}{'p50 ms':>12}{'p99 ms':>14}"
    "   CPU ms a call: workers + database + client"
)


@dataclass(frozen=True)
class Batch:
    """What was sent, and the CPU seconds a call of workers, database and client."""

    sent: Sent
    cpu: tuple[float, float, float]


def main(kinds: list[str], workers: list[int], items: int, rounds: int) -> None:
    print(HEADER, flush=True)
    for kind in kinds:
        with place(kind) as there:
            for count in workers:
                ours, bare = _by_turns(there, count, items, rounds)
                print(_line(kind, count, ours, bare), flush=True)


def _by_turns(there: Place, workers: int, items: int, rounds: int) -> tuple[list[Batch], list[Batch]]:
    data, other = there.folder / f"ours-{workers}", there.folder / f"bare-{workers}"
    stores = there.fresh()
    runtime = open_runtime(data, stores=stores)
    with gateway(data, stores, workers) as ours, bare_endpoint(other, there.fresh(), workers) as bare:
        desk = enrolled(runtime, ours.url, TERMINALS)
        both = (ours, bare)
        for each in both:
            _batch(there, each, desk.signed(WARMING))
        told = [[_batch(there, each, desk.signed(items)) for each in both] for _ in range(rounds)]
    runtime.engine.dispose()
    return [pair[0] for pair in told], [pair[1] for pair in told]


def _batch(there: Place, at: Served, calls: list[bytes]) -> Batch:
    def spent() -> tuple[float, float, float]:
        return at.cpu(), there.cpu(), sum(psutil.Process().cpu_times()[:2])

    before = spent()
    sent = send(at.url, calls, LINES)
    after = spent()
    assert not sent.refused, sent.refused[0]
    workers, database, client = ((b - a) / len(calls) for a, b in zip(before, after, strict=True))
    return Batch(sent, (workers, database, client))


def _line(kind: str, workers: int, ours: list[Batch], bare: list[Batch]) -> str:
    ratio = median(a.sent.rate / b.sent.rate for a, b in zip(ours, bare, strict=True))
    rates = [median(each.sent.rate for each in batches) for batches in (ours, bare)]
    waits = "  ".join(f"{_wait(ours, share):>6.0f}/{_wait(bare, share):<5.0f}" for share in (0.5, 0.99))
    cpu = f"{_cpu(ours)} | bare {_cpu(bare)}"
    return f"{kind:<11}{workers:>8}{ratio:>8.2f}{rates[0]:>10.0f}{rates[1]:>8.0f}  {waits}   {cpu}"


def _wait(batches: list[Batch], share: float) -> float:
    return 1000 * median(each.sent.wait(share) for each in batches)


def _cpu(batches: list[Batch]) -> str:
    return " + ".join(f"{1000 * median(each.cpu[n] for each in batches):.2f}" for n in range(3))
