"""A real platform in a separate process, started like the practice one."""

from testkit.gateway_commands import ask
from training.local_gateway import LocalGateway


class Provincial(LocalGateway):
    manner = ()

    def ask(self, *arguments: str) -> str:
        return ask(self.data, *arguments)
