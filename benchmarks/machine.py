"""Describes the machine the figures were measured on."""

import platform
from datetime import date

import psutil


def machine() -> str:
    memory = psutil.virtual_memory().total / 2**30
    load = psutil.getloadavg()[0]
    return f"{date.today()} · {psutil.cpu_count()} cores · {memory:.0f} GiB · {platform.platform()} · load {load:.1f}"
