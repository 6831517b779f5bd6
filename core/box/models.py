"""Tables of the public box: the studio's door for citizens."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from core import clock
from core.i18n import N_
from db.base import Choice, Table, Versioned, stored_by_value


class EntryState(Choice):
    """Where a citizen's entry stands."""

    NEW = "new", N_("Received")
    TAKEN = "taken", N_("Taken up")
    DECLINED = "declined", N_("Answered without a matter")
    WITHDRAWN = "withdrawn", N_("Taken back")


class BoxNotice(Table, table=True):
    """What citizens are told before they write, kept by version: entries name theirs."""

    __table_args__ = (UniqueConstraint("committee_id", "number"),)

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    number: int
    words: str = Field(max_length=2000)
    words_en: str = Field(default="", max_length=4000)
    valid_from: datetime = Field(default_factory=clock.now)


class Box(Versioned, Table, table=True):
    """The box of a studio. `code` stands in the address that its QR code opens."""

    id: int = Field(default=None, primary_key=True)
    studio_id: int = Field(foreign_key="studio.id", unique=True)
    committee_id: int = Field(foreign_key="committee.id", index=True)
    code: str = Field(max_length=32, unique=True)
    opened_at: datetime = Field(default_factory=clock.now)
    closed_at: datetime | None = Field(default=None)


class BoxEntry(Versioned, Table, table=True):
    """What a citizen wrote. Not an opinion item until a clerk takes it up.

    `name` and `phone` are sealed text. Of the receipt only a hash is kept; `address_hash`
    counts who writes too often and is emptied after a day.
    """

    __table_args__ = (
        CheckConstraint("state <> 'taken' OR matter_id IS NOT NULL", name="matter_given"),
        CheckConstraint("state <> 'declined' OR answer <> ''", name="answer_given"),
        Index("ix_box_entry_list", "committee_id", "state", "received_at"),
        Index("ix_box_entry_studio", "studio_id", "received_at"),
        Index("ix_box_entry_address", "address_hash", "received_at"),
    )

    id: int = Field(default=None, primary_key=True)
    box_id: int = Field(foreign_key="box.id", index=True)
    studio_id: int = Field(foreign_key="studio.id")
    committee_id: int = Field(foreign_key="committee.id")
    words: str = Field(max_length=2000)
    name: str = Field(default="", max_length=400)
    phone: str = Field(default="", max_length=400)
    notice_id: int = Field(foreign_key="box_notice.id", index=True)
    consented_at: datetime = Field(default_factory=clock.now)
    receipt_hash: str = Field(max_length=64, unique=True)
    address_hash: str = Field(default="", max_length=64)
    state: EntryState = Field(default=EntryState.NEW, sa_type=stored_by_value(EntryState))
    matter_id: int | None = Field(default=None, foreign_key="matter.id", index=True)
    answer: str = Field(default="", max_length=1000)
    received_at: datetime = Field(default_factory=clock.now)
    answered_at: datetime | None = Field(default=None)


class Slip(Table, table=True):
    """A receipt slip: what the office hands to who raised a matter and has no account.

    Its code follows from `salt` and a key of the server; of the code itself a hash is kept.
    """

    id: int = Field(default=None, primary_key=True)
    matter_id: int = Field(foreign_key="matter.id", ondelete="CASCADE", unique=True)
    salt: str = Field(max_length=64)
    receipt_hash: str = Field(max_length=64, unique=True)
    account_id: int | None = Field(default=None, foreign_key="account.id")
    made_at: datetime = Field(default_factory=clock.now)


class KnockKind(Choice):
    """What somebody asked of the public pages."""

    WRITE = "write", N_("Write to a box")
    LOOK = "look", N_("Look up a receipt")
    PAIR = "pair", N_("Pair a wall")


class BoxKnock(Table, table=True):
    """Something was sent to the public pages: counted by who sent it and for which code.

    Both are hashes, those of addresses with a salt that changes daily. Gone after a day.
    """

    __table_args__ = (Index("ix_box_knock_key", "key", "kind", "at"),)

    id: int = Field(default=None, primary_key=True)
    kind: KnockKind = Field(sa_type=stored_by_value(KnockKind))
    key: str = Field(max_length=64)
    at: datetime = Field(default_factory=clock.now, index=True)
