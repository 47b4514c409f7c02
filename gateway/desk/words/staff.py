"""Names of roles and kinds of organs."""

from core.language import N_
from gateway.desk.words.cases import named

ROLES = {
    "register": N_("登记"),
    "forward": N_("转送交办"),
    "handle": N_("办理"),
    "approve": N_("审批"),
    "supervise": N_("督办"),
    "duty": N_("值班"),
    "audit": N_("审计"),
    "administer": N_("管理"),
}
ORGAN_KINDS = {"bureau": N_("信访部门"), "unit": N_("责任单位"), "discipline": N_("纪检监察机关")}


def role(code: str) -> str:
    return named(ROLES, code)


def organ_kind(code: str) -> str:
    return named(ORGAN_KINDS, code)
