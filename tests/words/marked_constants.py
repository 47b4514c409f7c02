"""Sentences kept in constants, marked by `N_`: each has to pass the catalogue where it is said."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.words.literals import ROOMS, ROOT

IN_CHINESE = {
    "core/training.py": "the marker file in the folder of a training",
    "installers/self_test.py": "the self-test runs in Chinese",
}
"""Files whose uses are no sentence to a person, with the reason."""


def untranslated() -> Iterator[str]:
    """Yields uses of such constants inside functions without a call of the catalogue around them."""
    trees = {path: ast.parse(path.read_text("utf-8")) for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))}
    marked = {path: set(_marked(tree)) for path, tree in trees.items()}
    for path, tree in trees.items():
        if str(path.relative_to(ROOT)) in IN_CHINESE:
            continue
        known = marked[path] | {name for source, name in _imported(tree) if name in marked.get(source, ())}
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            translated = {id(inner) for call in _calls(function, "_", "_n") for inner in ast.walk(call)}
            for node in ast.walk(function):
                if isinstance(node, ast.Name) and node.id in known and id(node) not in translated:
                    yield f"{path.relative_to(ROOT)} line {node.lineno}: {node.id}"


def _marked(tree: ast.Module) -> Iterator[str]:
    """Yields the constants of a module that are, or are put together from, marked sentences; no tables of them."""
    known: set[str] = set()
    for name, value in _constants(tree):
        put_together = isinstance(value, ast.JoinedStr) and known & {
            each.id for each in ast.walk(value) if isinstance(each, ast.Name)
        }
        if put_together or any(call is value for call in _calls(value, "N_")):
            known.add(name)
            yield name


def _constants(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in tree.body:
        if isinstance(node, ast.Assign):
            target, value = node.targets[0], node.value
            pairs = [(target, value)]
            if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                pairs = list(zip(target.elts, value.elts, strict=True))
            yield from ((name.id, part) for name, part in pairs if isinstance(name, ast.Name))


def _imported(tree: ast.Module) -> Iterator[tuple[Path, str]]:
    """Yields file and name of what a module imports from the rooms."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module:
            file = ROOT.joinpath(*node.module.split(".")).with_suffix(".py")
            yield from ((file, name.name) for name in node.names)


def _calls(inside: ast.AST, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(inside):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node
