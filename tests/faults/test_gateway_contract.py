"""A short run of schemathesis on the gateway; the long run is `benchmarks.faults.gateway_contract`."""

from pathlib import Path

from benchmarks.faults.gateway_contract import ask
from testkit.seed import SEED, number


def test_every_answer_is_one_the_contract_tells_of(tmp_path: Path) -> None:
    inquiry = ask(tmp_path, number("SUNLIT_CASES", 160), SEED)
    print(inquiry.told())
    assert inquiry.breaks == {}
    assert inquiry.asked.total() > 80
