"""3xx: a model pack is missing or damaged."""

from core.problems.base import Problem


class PackProblem(Problem):
    number = 300


class PackMissing(PackProblem):
    number = 301


class PackDamaged(PackProblem):
    number = 302


class PackUnreachable(PackProblem):
    number = 303


class PackNoRoom(PackProblem):
    number = 304
