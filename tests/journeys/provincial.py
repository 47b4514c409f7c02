"""A real platform in a process of its own, started as the practice one is."""

from training.local_gateway import LocalGateway


class Provincial(LocalGateway):
    manner = ()
