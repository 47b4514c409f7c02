"""A real platform in a process of its own, started as the practice one is."""

from testkit.gateway_commands import ask
from training.local_gateway import LocalGateway


class Provincial(LocalGateway):
    manner = ()

    def ask(self, *arguments: str) -> str:
        return ask(self.data, *arguments)
