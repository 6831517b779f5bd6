"""Tables of matters: what an office makes of a voice, be it an opinion item or a proposal."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from core import clock
from core.i18n import N_
from db.base import Choice, Table, Versioned, stored_by_value


class MatterKind(Choice):
    """What a matter is."""

    OPINION = "opinion", N_("Opinion item")
    PROPOSAL = "proposal", N_("Proposal")


class State(Choice):
    """Where a matter stands. Which states a kind goes through is `core.matters.flow`."""

    DRAFT = "draft", N_("Draft")
    GATHERING = "gathering", N_("Gathering co-signers")
    SUBMITTED = "submitted", N_("Submitted")
    RETURNED = "returned", N_("Returned")
    SCREENED = "screened", N_("Screened")
    KEPT = "kept", N_("Kept on file")
    EDITED = "edited", N_("Edited")
    CHECKED = "checked", N_("Checked")
    SIGNED = "signed", N_("Signed")
    ISSUED = "issued", N_("Issued")
    REPORTED = "reported", N_("Reported up")
    INSTRUCTED = "instructed", N_("Instructed")
    REGISTERED = "registered", N_("Put on the register")
    REFUSED = "refused", N_("Not registered")
    CONVERTED = "converted", N_("Converted to an opinion item")
    MERGED = "merged", N_("Merged")
    ASSIGNED = "assigned", N_("Assigned")
    HANDLING = "handling", N_("In handling")
    REPLIED = "replied", N_("Replied")
    FED_BACK = "fed_back", N_("Fed back")
    CLOSED = "closed", N_("Closed")
    WITHDRAWN = "withdrawn", N_("Taken back")


class Verb(Choice):
    """A step that somebody takes with a matter."""

    GATHER = "gather", N_("Ask co-signers")
    SUBMIT = "submit", N_("Submit")
    RETURN = "return", N_("Return")
    SCREEN = "screen", N_("Screen in")
    KEEP = "keep", N_("Keep on file")
    EDIT = "edit", N_("Finish editing")
    CHECK = "check", N_("Pass the check")
    SIGN = "sign", N_("Sign")
    ISSUE = "issue", N_("Issue")
    REPORT = "report", N_("Report up")
    INSTRUCT = "instruct", N_("Record an instruction")
    REGISTER = "register", N_("Register the proposal")
    REFUSE = "refuse", N_("Do not register")
    CONVERT = "convert", N_("Convert to an opinion item")
    MERGE = "merge", N_("Merge")
    ASSIGN = "assign", N_("Assign to units")
    HANDLE = "handle", N_("Accept for handling")
    UNASSIGN = "unassign", N_("Take back from the unit")
    REPLY = "reply", N_("Reply")
    FEED_BACK = "feed_back", N_("Feed back")
    REOPEN = "reopen", N_("Handle again")
    CLOSE = "close", N_("Close the matter")
    WITHDRAW = "withdraw", N_("Withdraw the matter")


class Submitter(Choice):
    """Who raised a matter."""

    MEMBER = "member", N_("Member")
    ORGANISATION = "organisation", N_("Organisation")
    INFORMANT = "informant", N_("Informant")
    CITIZEN = "citizen", N_("Citizen")


class Organisation(Choice):
    """What kind of organisation raised a matter."""

    PARTY = "party", N_("Democratic party")
    PEOPLES_ORGANISATION = "peoples_organisation", N_("People's organisation")
    SECTOR = "sector", N_("Sector")
    GROUP = "group", N_("Sector group")
    SPECIAL_COMMITTEE = "special_committee", N_("Special committee")
    OFFICE = "office", N_("Committee office")
    OTHER = "other", N_("Other organisation")


class Source(Choice):
    """Where the voice was heard."""

    DIRECT = "direct", N_("Directly")
    STUDIO = "studio", N_("At a studio")
    ACTIVITY = "activity", N_("At an activity")
    GROUP = "group", N_("In a sector group")
    BOX = "box", N_("Through the public box")


class Urgency(Choice):
    """How soon a matter wants an answer."""

    NORMAL = "normal", N_("Normal")
    URGENT = "urgent", N_("Urgent")
    VERY_URGENT = "very_urgent", N_("Very urgent")


class Sensitivity(Choice):
    """How carefully a matter is to be treated. State secrets have no place here at all."""

    ORDINARY = "ordinary", N_("Ordinary")
    INTERNAL = "internal", N_("Internal")
    SENSITIVE = "sensitive", N_("Sensitive")


class LinkKind(Choice):
    """What one matter is to another."""

    DUPLICATE = "duplicate", N_("Duplicate")
    MERGED = "merged", N_("Merged")
    CONVERTED = "converted", N_("Converted")
    RELATED = "related", N_("Related")


class AuthorRole(Choice):
    """What a member is to a matter."""

    FIRST = "first", N_("First author")
    CO_SIGNER = "co_signer", N_("Co-signer")


class Consent(Choice):
    """What a member says to being a co-signer."""

    ASKED = "asked", N_("Asked")
    AGREED = "agreed", N_("Agreed")
    DECLINED = "declined", N_("Declined")


# The first day on which a matter reached a state; kept by `core.matters.service.take`.
MILESTONES = {
    State.SCREENED: "screened_on",
    State.REGISTERED: "screened_on",
    State.SIGNED: "signed_on",
    State.ISSUED: "issued_on",
    State.REPORTED: "reported_on",
    State.INSTRUCTED: "instructed_on",
    State.ASSIGNED: "assigned_on",
    State.REPLIED: "replied_on",
    State.FED_BACK: "fed_back_on",
    State.CLOSED: "closed_on",
}


class MatterCategory(Versioned, Table, table=True):
    """What a matter is about, in two levels; a matter bears one of the second level.

    An office's own categories of proposals have one level: they stand below nothing.
    """

    __table_args__ = (UniqueConstraint("committee_id", "kind", "code"),)

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    kind: MatterKind = Field(sa_type=stored_by_value(MatterKind))
    parent_id: int | None = Field(default=None, foreign_key="matter_category.id", index=True)
    code: str = Field(max_length=40)
    name: str = Field(max_length=60)
    name_en: str = Field(default="", max_length=120)
    position: int = Field(default=0)
    retired_at: datetime | None = Field(default=None)


class FlowNode(Versioned, Table, table=True):
    """How a committee uses one state: whether at all, under which name, within how many days.

    A state without a row is used as it comes.
    """

    __table_args__ = (
        UniqueConstraint("committee_id", "kind", "state"),
        CheckConstraint("norm_days IS NULL OR norm_days BETWEEN 0 AND 366", name="norm_days"),
    )

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    kind: MatterKind = Field(sa_type=stored_by_value(MatterKind))
    state: State = Field(sa_type=stored_by_value(State))
    used: bool = Field(default=True)
    name: str = Field(default="", max_length=40)
    norm_days: int | None = Field(default=None)


class Matter(Versioned, Table, table=True):
    """An opinion item or a proposal, from the voice to the answer.

    `series` is the year of an opinion item, the id of the session of a proposal; `number`
    counts within it, from the day it is submitted. The days ending in `_on` are those of
    `MILESTONES`; `adopted_on` is the first day of the ladder of adoption. A body of the office
    that raised it is `special_committee_id` or `raising_group_id`; `sector_group_id` is where
    it was heard.
    """

    __table_args__ = (
        UniqueConstraint("committee_id", "kind", "series", "number"),
        CheckConstraint("is_open OR closed_reason <> ''", name="reason_given"),
        CheckConstraint(
            "(submitter = 'member' AND informant_id IS NULL)"
            " OR (submitter = 'organisation' AND organisation <> '' AND informant_id IS NULL)"
            " OR (submitter = 'informant' AND informant_id IS NOT NULL)"
            " OR (submitter = 'citizen' AND informant_id IS NULL)",
            name="one_submitter",
        ),
        Index("ix_matter_list", "committee_id", "kind", "received_on", "id"),
        Index("ix_matter_state", "committee_id", "kind", "state", "received_on"),
        Index(
            "ix_matter_board",
            *("committee_id", "kind", "binned_at", "received_on", "received_month"),
            *("state", "submitter", "source", "is_micro", "studio_id", "sector_group_id"),
            *("informant_id", "category_id", "screened_on", "signed_on", "issued_on"),
            *("reported_on", "instructed_on", "adopted_on", "assigned_on", "replied_on"),
            *("fed_back_on", "closed_on"),
        ),
        Index("ix_matter_studio", "studio_id", "received_on"),
        Index("ix_matter_group", "sector_group_id", "received_on"),
        Index("ix_matter_informant", "informant_id", "received_on"),
        Index("ix_matter_special", "special_committee_id", "received_on"),
        Index("ix_matter_raising_group", "raising_group_id", "received_on"),
        Index("ix_matter_activity", "activity_id"),
        Index("ix_matter_changed", "changed_at"),
    )

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    kind: MatterKind = Field(sa_type=stored_by_value(MatterKind))
    series: int | None = Field(default=None)
    number: int | None = Field(default=None)
    category_id: int | None = Field(default=None, foreign_key="matter_category.id", index=True)
    title: str = Field(max_length=120)
    situation: str = Field(default="", max_length=4000)
    analysis: str = Field(default="", max_length=4000)
    suggestion: str = Field(default="", max_length=4000)
    submitter: Submitter = Field(sa_type=stored_by_value(Submitter))
    organisation_kind: Organisation | None = Field(
        default=None, sa_type=stored_by_value(Organisation)
    )
    organisation: str = Field(default="", max_length=120)
    special_committee_id: int | None = Field(default=None, foreign_key="special_committee.id")
    raising_group_id: int | None = Field(default=None, foreign_key="sector_group.id")
    informant_id: int | None = Field(default=None, foreign_key="informant.id")
    source: Source = Field(default=Source.DIRECT, sa_type=stored_by_value(Source))
    studio_id: int | None = Field(default=None, foreign_key="studio.id")
    sector_group_id: int | None = Field(default=None, foreign_key="sector_group.id")
    activity_id: int | None = Field(default=None, foreign_key="activity.id")
    is_micro: bool = Field(default=False)
    urgency: Urgency = Field(default=Urgency.NORMAL, sa_type=stored_by_value(Urgency))
    is_open: bool = Field(default=True)
    closed_reason: str = Field(default="", max_length=200)
    sensitivity: Sensitivity = Field(
        default=Sensitivity.ORDINARY, sa_type=stored_by_value(Sensitivity)
    )
    state: State = Field(default=State.DRAFT, sa_type=stored_by_value(State))
    state_since: datetime = Field(default_factory=clock.now)
    received_on: date
    received_month: int
    screened_on: date | None = Field(default=None)
    signed_on: date | None = Field(default=None)
    issued_on: date | None = Field(default=None)
    issue_year: int | None = Field(default=None)
    issue_number: int | None = Field(default=None)
    reported_on: date | None = Field(default=None)
    instructed_on: date | None = Field(default=None)
    adopted_on: date | None = Field(default=None)
    assigned_on: date | None = Field(default=None)
    replied_on: date | None = Field(default=None)
    fed_back_on: date | None = Field(default=None)
    closed_on: date | None = Field(default=None)
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    recorded_at: datetime = Field(default_factory=clock.now)
    changed_at: datetime = Field(default_factory=clock.now)
    binned_at: datetime | None = Field(default=None)


class Likeness(Table, table=True):
    """What a matter's text is compared by, see `core.matters.likeness`."""

    __table_args__ = (Index("ix_likeness_changed", "changed_at"),)

    matter_id: int = Field(foreign_key="matter.id", ondelete="CASCADE", primary_key=True)
    bits: bytes = Field(sa_type=LargeBinary)
    changed_at: datetime = Field(default_factory=clock.now)


class Author(Table, table=True):
    """A member who raised a matter, or was asked to sign it too."""

    __table_args__ = (
        UniqueConstraint("matter_id", "member_id"),
        Index("ix_author_member", "member_id", "matter_id", "role", "consent"),
    )

    id: int = Field(default=None, primary_key=True)
    matter_id: int = Field(foreign_key="matter.id", ondelete="CASCADE")
    member_id: int = Field(foreign_key="member.id")
    role: AuthorRole = Field(sa_type=stored_by_value(AuthorRole))
    consent: Consent = Field(default=Consent.AGREED, sa_type=stored_by_value(Consent))
    asked_at: datetime | None = Field(default=None)
    answered_at: datetime | None = Field(default=None)


class Step(Table, table=True):
    """A step that was taken; never changed afterwards.

    `seconds` and `workdays` are the time spent in `from_state`. `committee_id`, `kind` repeat
    the matter's (boards read one index).
    """

    __table_args__ = (
        CheckConstraint("seconds >= 0 AND workdays >= 0", name="not_negative"),
        Index("ix_step_matter", "matter_id", "id"),
        Index("ix_step_board", "committee_id", "kind", "from_state", "taken_on", "workdays"),
    )

    id: int = Field(default=None, primary_key=True)
    matter_id: int = Field(foreign_key="matter.id", ondelete="CASCADE")
    committee_id: int = Field(foreign_key="committee.id")
    kind: MatterKind = Field(sa_type=stored_by_value(MatterKind))
    verb: Verb = Field(sa_type=stored_by_value(Verb))
    from_state: State = Field(sa_type=stored_by_value(State, "from_state"))
    to_state: State = Field(sa_type=stored_by_value(State, "to_state"))
    words: str = Field(default="", max_length=4000)
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    by: str = Field(default="", max_length=80)
    taken_at: datetime = Field(default_factory=clock.now)
    taken_on: date
    seconds: int = Field(default=0)
    workdays: int = Field(default=0)


class MatterLink(Table, table=True):
    """Two matters that belong together: `from_id` went up into, or says the same as, `to_id`."""

    __table_args__ = (
        UniqueConstraint("from_id", "to_id"),
        CheckConstraint("from_id <> to_id", name="two_matters"),
        Index("ix_matter_link_to", "to_id", "from_id"),
    )

    id: int = Field(default=None, primary_key=True)
    from_id: int = Field(foreign_key="matter.id", ondelete="CASCADE")
    to_id: int = Field(foreign_key="matter.id", ondelete="CASCADE")
    kind: LinkKind = Field(sa_type=stored_by_value(LinkKind))
    note: str = Field(default="", max_length=400)
    account_id: int | None = Field(default=None, foreign_key="account.id")
    linked_at: datetime = Field(default_factory=clock.now)


class Inquiry(Table, table=True):
    """A colleague asked about a matter. The matter stays where it is meanwhile."""

    __table_args__ = (Index("ix_inquiry_asked", "asked_id", "answered_at"),)

    id: int = Field(default=None, primary_key=True)
    matter_id: int = Field(foreign_key="matter.id", ondelete="CASCADE", index=True)
    account_id: int = Field(foreign_key="account.id", ondelete="CASCADE")
    asked_id: int = Field(foreign_key="account.id", ondelete="CASCADE")
    words: str = Field(max_length=1000)
    asked_at: datetime = Field(default_factory=clock.now)
    answer: str = Field(default="", max_length=1000)
    answered_at: datetime | None = Field(default=None)
