"""2xx: what was said, shown or scanned cannot be used."""

from core.problems.base import Problem


class CaptureProblem(Problem):
    number = 200
    sentence = "没有读出内容，请再试一次。"


class UnreadableSound(CaptureProblem):
    number = 201
    sentence = "这段录音打不开，请重新录一段。"


class NothingHeard(CaptureProblem):
    number = 202
    everyday = True
    sentence = "没有听到说话声。请靠近一点，再说一遍。"


class UnreadablePicture(CaptureProblem):
    number = 203
    sentence = "这张图片打不开，请重新拍一张。"


class PictureTooLarge(UnreadablePicture):
    number = 207
    sentence = "这张图片太大了，打不开。请用小一些的尺寸重新拍一张。"


class SeveralPictures(UnreadablePicture):
    number = 208
    sentence = "这个文件里不止一张图片。请一张一张地拍，或者拆开以后再试。"


class NotACard(CaptureProblem):
    number = 204
    everyday = True
    sentence = "没有看到居民身份证。请把身份证有照片的一面朝上，平放在摄像头下。"


class EngineFailed(CaptureProblem):
    number = 205
    sentence = "识别没有完成，请再试一次。"


class SeveralCards(CaptureProblem):
    number = 209
    sentence = "看到了不止一个人的证件。请只留要反映事情的那个人的，别的拿开。"
