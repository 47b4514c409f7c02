"""The tables of organs and officers. Officers stand here in clear, petitioners never; passwords are hashes, secrets of
the second factor are sealed, tokens are kept as keyed hashes.

Names of tables and columns are stored in every gateway's database and stay as they are."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from gateway.storage.schema import Moment, metadata

LOGIN = String(64)

organs = Table(
    "organs",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("parent", ForeignKey("organs.id")),
    Column("ended_at", Moment),
    Column("merged_into", ForeignKey("organs.id")),
)
"""No row is deleted: cases go on naming the organs that had them. `ended_at`: since when it is no more; `merged_into`:
who has its work since then."""

organ_places = Table(
    "organ_places",
    metadata,
    Column("organ", ForeignKey("organs.id"), primary_key=True),
    Column("place", String(12), primary_key=True),
)
"""`place`: a code of GB/T 2260 without the zeros at its end, which all codes within it begin with."""

organ_lists = Table(
    "organ_lists",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("by", LOGIN, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("organs", Integer, nullable=False),
)
"""The lists that were imported. The highest number is the version of the tree."""

officers = Table(
    "officers",
    metadata,
    Column("login", LOGIN, primary_key=True),
    Column("name", String(80), nullable=False),
    Column("organ", ForeignKey("organs.id"), nullable=False, index=True),
    Column("added_at", Moment, nullable=False),
    Column("disabled_at", Moment),
    Column("password_hash", String(200)),
    Column("totp_secret", LargeBinary),
    Column("totp_step", Integer),
    Column("wrong_codes", Integer, nullable=False, server_default="0"),
)
"""`totp_step`: of the last code that was used; no code up to it is taken again. `wrong_codes`: given after the right
password since the last sign-in."""

officer_roles = Table(
    "officer_roles",
    metadata,
    Column("officer", ForeignKey("officers.login"), primary_key=True),
    Column("role", String(16), primary_key=True),
)

invitations = Table(
    "invitations",
    metadata,
    Column("mark", String(64), primary_key=True),
    Column("officer", ForeignKey("officers.login"), nullable=False, index=True),
    Column("totp_secret", LargeBinary, nullable=False),
    Column("expires", Moment, nullable=False),
)
"""Invitations to set a password and a second factor, not yet used. `mark`: keyed hash of the token."""

sessions = Table(
    "sessions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("mark", String(64), nullable=False, unique=True),
    Column("officer", ForeignKey("officers.login"), nullable=False),
    Column("csrf", String(64), nullable=False),
    Column("way", String(16), nullable=False),
    Column("began_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Index("sessions_of_officer", "officer", "ended_at"),
)
"""`mark`: keyed hash of the token that the browser has. `way`: `password` or `oidc`. `seen_at`: not of every call, see
`gateway.staff.sessions`. `ends_at`: the latest end; `ended_at`: signed out or revoked."""

oidc_sign_ins = Table(
    "oidc_sign_ins",
    metadata,
    Column("state_mark", String(64), primary_key=True),
    Column("browser_mark", String(64), nullable=False),
    Column("nonce", String(64), nullable=False),
    Column("verifier", String(128), nullable=False),
    Column("expires", Moment, nullable=False, index=True),
)
"""Sign-ins under way at the province's provider. Each belongs to one browser and is used once."""
