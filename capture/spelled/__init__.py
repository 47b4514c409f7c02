"""Names and characters that people spell aloud: 立早章, 建设的建, 单人旁的伟. Homophones are accepted."""

from capture.spelled.name import HeardName, hear_name
from capture.spelled.spelling import Spelling, spellings
from capture.spelled.tables import given, surnames

__all__ = ["HeardName", "Spelling", "given", "hear_name", "spellings", "surnames"]
