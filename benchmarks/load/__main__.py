"""`python -m benchmarks.load rates|backlog|growth|checks|hostile` measures a gateway's throughput and its cost."""

import argparse

from benchmarks.load import backlog, checks, growth, hostile, rates
from benchmarks.machine import machine


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("what", choices=["rates", "backlog", "growth", "checks", "hostile"])
    parser.add_argument("--stores", nargs="+", choices=["sqlite", "postgresql"], default=["sqlite", "postgresql"])
    parser.add_argument("--workers", nargs="+", type=int, default=[1, 2, 4])
    parser.add_argument("--items", type=int, default=400, help="in one batch")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--terminals", type=int, default=10_000, help="of the backlog")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--sizes", nargs="+", type=int, default=[1_000, 1_000_000], help="cases in the tables")
    parser.add_argument("--seconds", type=float, default=300, help="beside the hostile ones; a minute at most alone")
    parser.add_argument("--rate", type=float, default=4, help="attacks a second of each hostile terminal")
    parser.add_argument("--plans", action="store_true", help="each statement's plan")
    args = parser.parse_args()
    print(machine(), flush=True)
    if args.what == "rates":
        rates.main(args.stores, args.workers, args.items, args.rounds)
    elif args.what == "growth":
        growth.main(args.stores, args.sizes, args.plans)
    elif args.what == "hostile":
        hostile.main(args.stores, args.workers[0], args.seconds, args.rate)
    elif args.what == "checks":
        checks.main(args.stores)
    else:
        backlog.main(args.stores, args.workers[0], args.terminals, args.seed)


if __name__ == "__main__":
    main()
