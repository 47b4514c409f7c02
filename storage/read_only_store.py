"""The store as a check reads it: nothing is created, migrated or repaired."""

from typing import Any

from core.problems import StoreProblem, StoreTooNew
from storage.corruption import connect_read_only
from storage.schema import STEPS
from storage.store import Store, as_dict


class ReadOnlyStore(Store):
    """Raises StoreProblem where there is no store, or one of a version before, which the next start brings up."""

    def _connected(self) -> Any:
        if not self.path.is_file():
            raise StoreProblem("no store")
        connection = connect_read_only(self.path, self._key)
        try:
            connection.row_factory = as_dict
            version: int = connection.execute("PRAGMA user_version").fetchone()["user_version"]
            if version > len(STEPS):
                raise StoreTooNew(f"version {version}")
            if version < len(STEPS):
                raise StoreProblem(f"version {version}")
        except BaseException:
            connection.close()
            raise
        self.came_from = version
        return connection
