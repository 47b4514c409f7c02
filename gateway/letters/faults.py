"""What is wrong with a letter, with the article that is broken."""

import dataclasses
from collections.abc import Mapping

from core.language import N_, _
from gateway.letters.articles import in_words
from gateway.letters.schema import PRACTICE

SENTENCES = {
    "missing": N_("缺“{label}”。"),
    "unanswered": N_("这项请求没有答复：{request}"),
    "unknown-request": N_("信访人没有提过这项请求：{request}"),
    "no-outcome": N_("没有写明是支持、解释说明还是不予支持：{request}"),
    "no-opinion": N_("没有写处理意见：{request}"),
    "wrong-choice": N_("“{label}”不在可选的范围内。"),
    "wrong-type": N_("“{label}”的写法不对。"),
    "against-record": N_("“{label}”与案卷不符，应为：{expected}"),
    "not-in-record": N_("案卷里没有“{label}”，不能填写。"),
    "wrong-order": N_("“{later}”不能早于“{earlier}”。"),
    "too-long": N_("从“{earlier}”到“{later}”最多{days}天。"),
    "no-field": N_("这种文书没有“{label}”一项。"),
}

LAWS = {"": N_("《信访工作条例》{article}"), "PIPL": N_("《个人信息保护法》{article}")}


@dataclasses.dataclass(frozen=True)
class Fault:
    """`field`, `code`: for programs. `article`: of the 《信访工作条例》 as in 22(1)(3), of another of LAWS as in
    PIPL 50, or `practice`.

    `labels`: names in the sentence, in Chinese; `facts`: what else stands in it, which may be personal."""

    field: str
    code: str
    article: str
    labels: Mapping[str, str] = dataclasses.field(default_factory=dict)
    facts: Mapping[str, str | int] = dataclasses.field(default_factory=dict, repr=False)

    @property
    def message(self) -> str:
        """The sentence for the officer, in the chosen language."""
        return _(SENTENCES[self.code]).format(**{name: _(label) for name, label in self.labels.items()}, **self.facts)

    @property
    def cited(self) -> str:
        """The article as a person reads it."""
        if self.article == PRACTICE:
            return _("工作惯例")
        law = self.article.rpartition(" ")[0]
        return _(LAWS[law]).format(article=in_words(self.article))
