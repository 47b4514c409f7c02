"""Which tests are fast: those that start no engine, no server and no other program; and a watch that it is so."""

import sys
import threading
from collections.abc import Iterator
from functools import cache
from inspect import unwrap
from pathlib import Path
from types import CodeType, FunctionType

import pytest

SLOW_FOLDERS = {"faults", "installers", "journeys", "look", "updates"}
SLOW_FIXTURES = {"whisper_pack", "kokoro_pack", "orientation_pack", "korean_pack", "database", "s3", "switchable"}
"""Speech and page engines, PostgreSQL, an object store, the gateway of a session."""
STARTERS = {
    *("subprocess", "Popen", "ServedGateway", "LocalServer", "ThreadingHTTPServer", "NetworkPort", "sync_playwright"),
    *("SounddeviceMicrophone", "SounddeviceSpeaker", "SpoolerPrinter", "SpeechDispatcherVoice", "fake_cups"),
    *(
        "FaultyPlatform",
        "SmsProvider",
        "LocalGateway",
        "practice",
        "IsolatedDecryptor",
        "KokoroVoice",
        "PageReader",
        "CardScanner",
        "ShapeReader",
        "registry",
        "records",
    ),
}
"""What starts programs, servers and engines, by name."""
OURS = ("tests.", "testkit.", "benchmarks.")
"""Functions of these packages are looked into."""

PROGRAM = {"subprocess.Popen", "os.posix_spawn", "os.fork", "os.exec", "os.system"}
"""Events of `sys.audit`."""
ENGINES = {"onnxruntime", "ctranslate2", "vosk"}


def is_fast(item: pytest.Function) -> bool:
    folder = item.path.relative_to(Path(__file__).parent).parts[0]
    given = item.callspec.params if hasattr(item, "callspec") else {}
    return not (
        folder in SLOW_FOLDERS
        or SLOW_FIXTURES & {*item.fixturenames}
        or "province" in str(given.get("stores", ""))
        or any(_starts(each) for each in _code_of(item))
    )


def _code_of(item: pytest.Function) -> Iterator[FunctionType]:
    """Yields the test and the fixtures it uses."""
    known = item._fixtureinfo.name2fixturedefs
    yield from _functions(getattr(item.function, "__func__", item.function))
    for name in item.fixturenames:
        for each in known.get(name, ())[-1:]:
            yield from _functions(getattr(each.func, "__func__", each.func))


@cache
def _starts(function: FunctionType) -> bool:
    """Returns whether it, or a function of ours that it names, names a starter."""
    todo, seen = [function], {function}
    while todo:
        each = todo.pop()
        names = _names(each.__code__)
        if names & STARTERS:
            return True
        new = {found for name in names for found in _functions(each.__globals__.get(name))} - seen
        todo += new
        seen |= new
    return False


def _functions(named: object) -> list[FunctionType]:
    """Returns the function, or the methods of the class, where it is one of ours."""
    if not str(getattr(named, "__module__", "")).startswith(OURS):
        return []
    if isinstance(named, type):
        methods = (each for one in named.__mro__ for each in map(unwrap, vars(one).values()))
        return [each for each in methods if isinstance(each, FunctionType) and each.__module__.startswith(OURS)]
    plain = unwrap(named) if callable(named) else None
    return [plain] if isinstance(plain, FunctionType) else []


@cache
def _names(code: CodeType) -> frozenset[str]:
    inner = (each for each in code.co_consts if isinstance(each, CodeType))
    return frozenset(code.co_names).union(*map(_names, inner))


class Watch:
    """Notes what a fast test starts in the main thread, where fast tests are run alone (`-m fast`). Beside slow ones it
    would be chance which of them is the first to load an engine; other threads may still be a slow test's."""

    def __init__(self) -> None:
        self.watching = False
        self.started: list[str] = []
        sys.addaudithook(self._note)

    def _note(self, event: str, told: tuple[object, ...]) -> None:
        if self.watching and threading.current_thread() is threading.main_thread():
            if event in PROGRAM or (event == "socket.bind" and isinstance(told[1], tuple)):
                self.started.append(event)
            elif event == "import" and told[0] in ENGINES:
                self.started.append(str(told[0]))

    def begin(self, item: pytest.Item) -> None:
        self.watching = item.config.option.markexpr == "fast" and item.get_closest_marker("fast") is not None
        self.started.clear()

    def end(self) -> None:
        assert not self.started, f"not fast, it starts {self.started}: name the starter in tests/fast.py"
