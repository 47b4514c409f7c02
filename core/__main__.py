"""`python -m core schema`: the JSON Schema of petition.json."""

import argparse
import json

from core.wire import petition_schema


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m core", description=__doc__)
    parser.add_argument("command", choices=["schema"])
    parser.parse_args()
    print(json.dumps(petition_schema(), ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
