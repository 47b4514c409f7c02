"""`python -m benchmarks.faults.gateway_contract [--cases N] [--seed S]` lets schemathesis call the running gateway with
everything its OpenAPI allows and forbids, signed and unsigned.

Every answer must be in the contract: status, content type, headers, shape; never a 5xx; what the schema forbids is
refused. Generated calls hardly ever find an item, so half of them get values that a real caller would know
(gateway_contract_client)."""

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.errors import InvalidSchema
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok, Result
from schemathesis.schemas import APIOperation

from benchmarks.faults.gateway_contract_client import ContractClient
from benchmarks.faults.gateway_fork_server import ServeOptions, fork_server
from benchmarks.faults.gateway_load_clients import tally
from gateway.app import routes_only
from gateway.runtime import Runtime, open_runtime

Operation = APIOperation[Any, Any, Any, Any]
OF_ANSWERS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
]
OF_REFUSALS = [*OF_ANSWERS, "negative_data_rejection"]
TOO_LONG = 413
"""A refusal too, which the library does not count as one: what is longer than its route allows is not read."""


@dataclass
class Inquiry:
    seed: int
    asked: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    breaks: dict[str, str] = field(default_factory=dict)

    def told(self) -> str:
        return "\n".join(
            [
                f"seed {self.seed}: {self.asked.total()} cases, {len(self.breaks)} breaks of the contract",
                *(f"FAULT {where}: {what}" for where, what in self.breaks.items()),
                tally(self.asked),
                "answers:",
                tally(self.answers),
            ]
        )


@contextmanager
def running(folder: Path) -> Iterator[tuple[str, Runtime]]:
    """Yields the address of a gateway in a separate process, and its runtime in this one."""
    runtime = open_runtime(folder / "data")
    with fork_server() as started:
        process, url = started.start(
            ServeOptions(data=str(folder / "data"), listen="127.0.0.1:0", log=str(folder / "log"))
        )
        try:
            yield url, runtime
        finally:
            started.end(process)
            runtime.engine.dispose()


def operations() -> list[Operation]:
    load_all_checks()
    schema = schemathesis.openapi.from_dict(routes_only().openapi())
    return [_sound(each) for each in schema.get_all_operations()]


def _sound(read: Result[Operation, InvalidSchema]) -> Operation:
    assert isinstance(read, Ok), "the OpenAPI of the gateway is invalid"
    return read.ok()


def ask(folder: Path, cases: int, number: int) -> Inquiry:
    inquiry, every = Inquiry(number), operations()
    with running(folder) as (url, runtime):
        client = ContractClient(url, runtime, random.Random(number))
        for operation in every:
            for mode in GenerationMode:
                _ask_about(operation, mode, client, inquiry, max(1, cases // len(every) // 2))
    return inquiry


def _ask_about(
    operation: Operation,
    mode: GenerationMode,
    client: ContractClient,
    inquiry: Inquiry,
    cases: int,
) -> None:
    ways = st.sampled_from(["signed", "unsigned", "informed", "informed"])

    @seed(inquiry.seed)
    @settings(
        max_examples=cases,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), way=ways)
    def each(case: Case[Any], way: str) -> None:
        if inquiry.asked[name] >= cases:
            return
        informed = way == "informed" and client.inform(case)
        inquiry.asked[name] += 1
        answer = case.call(base_url=client.url, auth=None if way == "unsigned" else client.sign, timeout=30)
        inquiry.answers[f"{operation.label} {'informed' if informed else way} {answer.status_code}"] += 1
        try:
            named = OF_ANSWERS if informed or answer.status_code == TOO_LONG else OF_REFUSALS
            checks: list[Any] = CHECKS.get_by_names(named)  # the library annotates its checks in two ways
            case.validate_response(answer, checks=checks)
        except FailureGroup as broken:
            inquiry.breaks.setdefault(f"{name} {answer.status_code}", "; ".join(map(str, broken.exceptions))[:600])

    name = f"{operation.label} {mode.value}"
    try:
        each()
    except Exception as error:
        if "Unsatisfiable" not in type(error).__name__:  # hypothesis found no input, so nothing was tested
            raise


def main(argv: Sequence[str] | None = None) -> int:
    asked = argparse.ArgumentParser(prog="python -m benchmarks.faults.gateway_contract", description=__doc__)
    asked.add_argument("--cases", type=int, default=6000)
    asked.add_argument("--seed", type=int, default=random.randrange(10**6))
    args = asked.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        inquiry = ask(Path(folder), args.cases, args.seed)
    print(inquiry.told())
    return int(bool(inquiry.breaks))


if __name__ == "__main__":
    sys.exit(main())
