"""2xx: what was said, shown or scanned cannot be used."""

from core.problems.base import Problem


class CaptureProblem(Problem):
    number = 200


class UnreadableSound(CaptureProblem):
    number = 201


class NothingHeard(CaptureProblem):
    number = 202
    everyday = True


class UnreadablePicture(CaptureProblem):
    number = 203


class PictureTooLarge(UnreadablePicture):
    number = 207


class SeveralPictures(UnreadablePicture):
    number = 208


class NotACard(CaptureProblem):
    number = 204
    everyday = True


class EngineFailed(CaptureProblem):
    number = 205


class SeveralCards(CaptureProblem):
    number = 209
