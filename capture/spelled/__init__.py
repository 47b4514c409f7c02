"""Names and characters as people say and spell them: 立早章, 建设的建, 单人旁的伟. Homophones do not matter."""

from capture.spelled.name import HeardName, hear_name
from capture.spelled.spelling import Spelling, spellings
from capture.spelled.tables import given, surnames

__all__ = ["HeardName", "Spelling", "given", "hear_name", "spellings", "surnames"]
