"""`python -m benchmarks.faults.gateway_black_box [--items N] [--kills N] [--seed S]` attacks and disturbs a gateway
through its command lines and HTTP only.

- twins: two gateways on one PostgreSQL and one object store, each item handed to both by six at once, its part by turns
- sticks: exported, carried out of order, twice, while the network delivers, and an old one after everything
- age: Debian's `age` opens what is sealed to the bureau, and fails to open an accusation
- kills: `python -m sync` killed at random moments, again and again"""

import argparse
import json
import logging
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import requests

from benchmarks.faults.gateway_fork_server import fork_server
from benchmarks.faults.gateway_kills import stores
from benchmarks.faults.gateway_load_clients import TRY_LATER, GatewayEndpoints, enrolled
from benchmarks.faults.gateway_platform import Platform
from core.petition import Purpose
from gateway.clock import china_now
from gateway.runtime import open_runtime
from testkit.terminal import Item, Terminal, Upload, petition

CHUNK = 3000


def twins(platform: Platform, count: int, seed: int) -> str:
    runtime = open_runtime(platform.data, stores=platform.where)
    doors = [GatewayEndpoints([platform.serve()], runtime) for _ in range(2)]
    terminal, answers = enrolled(doors[0]), Counter[int]()
    items = [terminal.sealed(petition(china_now())) for _ in range(count)]
    with ThreadPoolExecutor(6) as crowd:
        for item in items:
            told = list(crowd.map(lambda n, item=item: _handed_in(_at(terminal, doors[n % 2]), item), range(6)))
            answers.update(answer.status_code for answer in told)
            assert len({json.dumps(answer.json()["receipt"]) for answer in told}) == 1
            assert sum(answer.status_code == 201 for answer in told) == 1
            other = terminal.sealed(petition(china_now(), Purpose.SUGGESTION), item=item.id)
            refused = _at(terminal, doors[answers[201] % 2]).hand_in(other)
            assert (refused.status_code, refused.json()["code"]) == (422, "conflict"), refused.text
            _by_turns(terminal, doors, item)
    runtime.engine.dispose()
    platform.assert_sound({str(item.id) for item in items})
    return f"{count} items by six at once to two gateways: {dict(answers)}, one receipt each; parts by turns whole"


def _at(terminal: Terminal, doors: GatewayEndpoints) -> Terminal:
    return Terminal(doors, terminal.id, terminal.key, terminal.keys, terminal.claims)


def _handed_in(terminal: Terminal, item: Item) -> requests.Response:
    answer = terminal.hand_in(item)
    while answer.status_code in TRY_LATER:
        answer = terminal.hand_in(item)
    assert answer.status_code in {200, 201}, answer.text
    return answer


def _by_turns(terminal: Terminal, doors: Sequence[GatewayEndpoints], item: Item) -> None:
    content, path = item.files["1.age"], f"/v1/items/{item.id}/parts/1"
    made = _at(terminal, doors[0]).call("POST", path, Upload_Length=str(len(content)))
    for turn, offset in enumerate(range(0, len(content), CHUNK)):
        upload = Upload(doors[turn % 2].url + made.headers["Location"], made.json()["token"])
        assert upload.patch(content[offset : offset + CHUNK], offset).status_code == 204
    head = Upload(doors[0].url + made.headers["Location"], made.json()["token"]).head()
    assert head.headers["Upload-Offset"] == str(len(content))


def sticks(platform: Platform, count: int, seed: int) -> str:
    dice, url, filed = random.Random(seed), platform.serve(), set[str]()
    homes, carried = ["one", "two"], list[str]()
    for home in homes:
        platform.said("sync", "enrol", url, platform.code(), home=home)
    for number in range(count):
        home = homes[number % 2]
        filed.add(platform.said("sync", "file", platform.papers(dice), home=home)[0]["item"])
        carried.append(str(platform.folder / f"stick-{number}"))
        platform.said("sync", "export", carried[-1], home=home)
        if number % 3 == 2:
            platform.said("sync", "run", "--once", home=home)
        if number % 2:
            platform.run("gateway", "import", dice.choice(carried))
            platform.run("sync", "import", dice.choice(carried), home=dice.choice(homes))
    for stick in [*dice.sample(carried, count), *carried[:3]]:
        assert platform.run("gateway", "import", stick)[0] == 0
    for stick in dice.sample(carried, count) * 2:
        for home in homes:
            platform.run("sync", "import", stick, home=home)
    states = Counter(
        each["state"] for home in homes for each in platform.said("sync", "status", "--json", home=home)[0]["items"]
    )
    assert states == {"registered": count}, states
    assert platform.run("gateway", "import", carried[0])[0] == 0
    platform.assert_sound(filed)
    return f"{count} items of two terminals on {count} sticks, any order, each twice: {dict(states)}"


def age(platform: Platform, count: int, seed: int) -> str:
    program = shutil.which("age")
    if program is None:
        return "skipped: no `age` is installed (sh installers/system_packages.sh test)"
    dice, url = random.Random(seed), platform.serve()
    platform.said("sync", "enrol", url, platform.code(), home="one")
    keys = platform.data / "keys"
    bureau, discipline = keys / "bureau.identity", keys / "to-hand-over" / "discipline.identity"

    def opens(identity: Path, file: Path) -> bytes | None:
        done = subprocess.run([program, "-d", "-i", identity, file], capture_output=True, check=False)
        return done.stdout if done.returncode == 0 else None

    for purpose in ("request", "accusation") * count:
        (filed,) = platform.said("sync", "file", platform.papers(dice, purpose), home="one")
        mine, other = (bureau, discipline) if purpose == "request" else (discipline, bureau)
        for name in ("text.age", "1.age"):
            file = platform.folder / "one" / "outbox" / filed["item"] / name
            clear = opens(mine, file)
            assert clear and opens(other, file) is None
            assert name != "text.age" or json.loads(clear)["item"] == filed["item"]
    return f"{2 * count} items: each opened by whom it is for, by nobody else"


def kills(platform: Platform, count: int, seed: int) -> str:
    dice, url, slips, ends = random.Random(seed), platform.serve(), set[str](), Counter[int]()
    platform.said("sync", "enrol", url, platform.code(), home="one")
    for number in range(count):
        words = ("run", "--once") if number % 2 else ("file", platform.papers(dice))
        code, lines = platform.run("sync", *words, home="one", killed_after=dice.uniform(0.01, 0.4))
        ends[code] += 1
        slips |= {line["item"] for line in lines if "item" in line}
    platform.said("sync", "run", "--once", home="one")
    (status,) = platform.said("sync", "status", "--json", home="one")
    states = Counter(each["state"] for each in status["items"])
    assert set(states) <= {"registered"}, states
    items = {each["item"] for each in status["items"]}
    assert slips <= items, "whoever holds a slip is in the queue"
    platform.assert_sound(items)
    return f"{count} commands, {ends[-9]} of them killed: {len(slips)} slips, {dict(states)}"


TRIALS: dict[str, tuple[Callable[[Platform, int, int], str], str]] = {
    "twins": (twins, "province"),
    "sticks": (sticks, "folder"),
    "age": (age, "folder"),
    "kills": (kills, "folder"),
}


def trial(name: str, folder: Path, count: int, seed: int) -> str:
    """Runs one trial and returns its result in a sentence. Raises AssertionError for a fault."""
    does, store = TRIALS[name]
    with stores(store) as where, fork_server() as started:
        platform = Platform(folder, started, where)
        platform.data.mkdir(parents=True)
        told = does(platform, count, seed)
        platform.end()
    return f"{name}: seed {seed}: {told}"


def main(argv: Sequence[str] | None = None) -> int:
    asked = argparse.ArgumentParser(prog="python -m benchmarks.faults.gateway_black_box", description=__doc__)
    asked.add_argument("--items", type=int, default=30)
    asked.add_argument("--kills", type=int, default=200)
    asked.add_argument("--seed", type=int, default=random.randrange(10**6))
    asked.add_argument("trials", nargs="*", choices=[*TRIALS, []])
    args = asked.parse_args(argv)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    for name in args.trials or TRIALS:
        with tempfile.TemporaryDirectory() as folder:
            print(trial(name, Path(folder), args.kills if name == "kills" else args.items, args.seed), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
