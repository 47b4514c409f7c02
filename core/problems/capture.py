"""2xx: what was said, shown or scanned cannot be used; 3xx: a model pack is missing or damaged."""

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


class PaperFileProblem(UnreadablePicture):
    """A file that was given in place of a paper."""

    number = 710
    everyday = True


class PdfUnreadable(PaperFileProblem):
    number = 711


class PdfLocked(PaperFileProblem):
    """A PDF that opens with a password only."""

    number = 712


class NotAPaper(PaperFileProblem):
    """A file that is neither a picture nor a PDF."""

    number = 713


class FileUnreadable(PaperFileProblem):
    """A file that cannot be read, or is none: a stick that was pulled out, a folder, a link."""

    number = 714


class HeicPicture(PaperFileProblem):
    """A telephone's picture in a format that is not read here."""

    number = 715


class NotACard(CaptureProblem):
    number = 204
    everyday = True


class EngineFailed(CaptureProblem):
    number = 205


class SeveralCards(CaptureProblem):
    number = 209


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
