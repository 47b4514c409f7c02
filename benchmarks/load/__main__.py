"""`python -m benchmarks.load rates|backlog`: how much a gateway takes in, beside a bare endpoint in the same run."""

import argparse

from benchmarks.load import backlog, rates
from benchmarks.machine import machine


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("what", choices=["rates", "backlog"])
    parser.add_argument("--stores", nargs="+", choices=["sqlite", "postgresql"], default=["sqlite", "postgresql"])
    parser.add_argument("--workers", nargs="+", type=int, default=[1, 2, 4])
    parser.add_argument("--items", type=int, default=400, help="in one batch")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--terminals", type=int, default=10_000, help="of the backlog")
    parser.add_argument("--seed", type=int, default=4)
    args = parser.parse_args()
    print(machine(), flush=True)
    if args.what == "rates":
        rates.main(args.stores, args.workers, args.items, args.rounds)
    else:
        backlog.main(args.stores, args.workers[0], args.terminals, args.seed)


if __name__ == "__main__":
    main()
