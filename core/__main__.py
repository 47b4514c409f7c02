"""`python -m core schema`: the JSON Schema of petition.json; `python -m core settings`: every setting of a terminal."""

import argparse
import json
from collections.abc import Iterator

from core.command_line import begin
from core.settings import Settings
from core.wire import petition_schema


def settings_lines() -> Iterator[str]:
    """Yields the lines of a settings.toml with every default, each preceded by its description."""
    for group, values in Settings().model_dump(mode="json").items():
        yield f"[{group}]"
        fields = type(getattr(Settings(), group)).model_fields
        for name, value in values.items():
            prose = fields[name].description
            line = f"# {name} =" if value is None else f"{name} = {json.dumps(value)}"
            yield line + (f"  # {prose}" if prose else "")


def main() -> None:
    begin()
    parser = argparse.ArgumentParser(prog="python -m core", description=__doc__)
    parser.add_argument("command", choices=["schema", "settings"])
    if parser.parse_args().command == "settings":
        print("\n".join(settings_lines()))
    else:
        print(json.dumps(petition_schema(), ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
