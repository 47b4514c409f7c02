"""An officer at the desk: invited, with a telephone that shows codes."""

from dataclasses import dataclass

import pyotp

from gateway.runtime import Runtime
from gateway.staff import invitations, officers
from gateway.staff.officers import Officer, Role
from gateway.staff.sessions import Session
from gateway.staff.sign_in import sign_in
from testkit.gateway_in_process import Gateway

PASSWORD = "夏天的风从南边慢慢吹来"  # nosec B105 # of an invented officer


@dataclass
class Person:
    gateway: Gateway
    login: str
    secret: str

    @classmethod
    def invited(cls, gateway: Gateway, login: str = "li", organ: str = "bureau") -> "Person":
        new = Officer(login, login, organ, frozenset({Role.FORWARD}))
        officers.add(gateway.runtime, new, "root")
        return cls.invited_again(gateway, login)

    @classmethod
    def invited_again(cls, gateway: Gateway, login: str) -> "Person":
        token = invitations.invite(gateway.runtime, login, "root").token
        found = invitations.begin_invitation(gateway.runtime, token)
        person = cls(gateway, found.officer.login, found.secret)
        invitations.accept_invitation(gateway.runtime, token, f"{PASSWORD}-{login[::-1]}", person.code())
        gateway.clock.turn(seconds=30)  # the first code is used
        return person

    @property
    def runtime(self) -> Runtime:
        return self.gateway.runtime

    @property
    def password(self) -> str:
        return f"{PASSWORD}-{self.login[::-1]}"

    def code(self, seconds: float = 0) -> str:
        """What the telephone shows now, or so many seconds from now."""
        return pyotp.TOTP(self.secret).at(int(self.gateway.clock().timestamp() + seconds))

    def signs_in(self, code: str | None = None, password: str | None = None, address: str = "10.0.0.1") -> Session:
        given = self.password if password is None else password
        return sign_in(self.runtime, self.login, given, self.code() if code is None else code, address)
