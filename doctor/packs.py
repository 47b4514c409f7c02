"""Model packs: every file against its hash."""

from core.language import N_, _
from core.problems import PackDamaged, PackMissing
from doctor.finding import Finding, fail, ok
from doctor.machine import Machine

BRING = N_("请运行 sunlit models import 文件夹，从带模型的 U 盘装；有网也可以用 sunlit models fetch。")


def models(machine: Machine) -> list[Finding]:
    """Reads all files of all packs: a second or two for what a terminal needs."""
    return _checked(machine, thorough=True)


def models_quickly(machine: Machine) -> list[Finding]:
    """Compares the sizes alone, for what is looked at every few minutes."""
    return _checked(machine, thorough=False)


def _checked(machine: Machine, *, thorough: bool) -> list[Finding]:
    here = machine.packs()
    missing, damaged = [], []
    for name, pack in here.packs.items():
        if not pack.demo and not (here.folder / name).exists():
            continue
        try:
            if thorough:
                here.require(name)
            elif here.installed(name) is None:
                missing.append(name)
        except PackMissing:
            missing.append(name)
        except PackDamaged:
            damaged.append(name)
    if damaged:
        found = _("识别模型被改过或者坏了：{names}").format(names=_("、").join(damaged))
        return fail("models", found, _(BRING))
    if missing:
        return fail("models", _("识别模型没有装全：{names}").format(names=_("、").join(missing)), _(BRING))
    return ok("models", _("识别模型都在，校验无误") if thorough else _("识别模型都在"))
