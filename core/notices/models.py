"""The table of notices."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from core import clock
from core.i18n import N_
from db.base import Choice, Table, stored_by_value


class NoticeKind(Choice):
    """What a notice tells. `{title}` is the subject, `{words}` what was said."""

    STEP = "step", N_("{title} is now: {words}")
    JOINED_STEP = "joined_step", N_("What {title} was merged into is now: {words}")
    NAMED = "named", N_("You are named among those who raised {title} now.")
    UNNAMED = "unnamed", N_("You are not named among those who raised {title} any more.")
    RETURNED = "returned", N_("{title} was returned: {words}")
    CO_SIGN = "co_sign", N_("You are asked to co-sign {title}. {words}")
    CO_SIGN_DUE = "co_sign_due", N_("Answer by {words} whether you co-sign {title}.")
    CO_SIGN_AGREED = "co_sign_agreed", N_("{words} co-signs {title}.")
    CO_SIGN_DECLINED = "co_sign_declined", N_("{words} does not co-sign {title}.")
    CO_SIGN_OVER = "co_sign_over", N_("The time for co-signing {title} is over. Submit it now.")
    CO_SIGN_LAPSED = (
        "co_sign_lapsed",
        N_(
            "{title} was reworded: your signature does not count for it any more."
            " You are asked again before it is handed in."
        ),
    )
    ASKED = "asked", N_("A colleague asks you about {title}: {words}")
    ANSWERED = "answered", N_("Your question about {title} was answered: {words}")
    ASSIGNED = "assigned", N_("{title} was assigned to your unit. {words}")
    URGED = "urged", N_("Your unit is urged to reply to {title}. {words}")
    HANDED_BACK = "handed_back", N_("{title} was handed back: {words}")
    TIME_ASKED = "time_asked", N_("A unit asks for more time for {title}: {words}")
    TIME_DECIDED = "time_decided", N_("About more time for {title}: {words}")
    TIME_GRANTED = "time_granted", N_("More time was granted for {title}: {words}")
    TIME_REFUSED = "time_refused", N_("No more time was granted for {title}. {words}")
    SUPERVISED = "supervised", N_("The handling of {title} is supervised now. {words}")
    TAKEN_BACK = "taken_back", N_("{title} was taken back from your unit: {words}")
    REPLIED = "replied", N_("{title} was replied to. {words}")
    CORRECTED = "corrected", N_("The reply to {title} was corrected. {words}")
    MERGED = "merged", N_("{title} was merged: {words}")
    ADOPTED = "adopted", N_("{title} was adopted. {words}")
    DUE_SOON = "due_soon", N_("{title} is due soon. {words}")
    OVERDUE = "overdue", N_("{title} is overdue. {words}")
    CLAIM_REFUSED = "claim_refused", N_("Not approved for the assessment: {title}. {words}")
    DUTY_FORM_DUE = "duty_form_due", N_("Please hand in the duty form of {title}. {words}")
    DUTY_FORM_RETURNED = (
        "duty_form_returned",
        N_("The duty form of {title} was given back: {words}"),
    )
    REVISIT_DUE = "revisit_due", N_("Since {words} it is time to see what became of {title}.")
    REVIEW_BEGUN = (
        "review_begun",
        N_("{title} is in review. Look at your points; you may object on these days: {words}"),
    )
    BOOK_CHANGED = (
        "book_changed",
        N_("{title} goes by a newer version of its rule book now: {words}"),
    )
    OBJECTED = "objected", N_("An objection to {title} waits for your answer: {words}")
    OBJECTION_ANSWERED = "objection_answered", N_("Your objection to {title} was answered. {words}")
    APPROVAL_ASKED = "approval_asked", N_("{title} waits for your approval: {words}")
    SENT_BACK = "sent_back", N_("{title} was sent back by the approval: {words}")
    YEAR_CLOSED = "year_closed", N_("{title} is closed: places and grades stand.")
    POINTS_CORRECTED = "points_corrected", N_("Your points in {title} were corrected: {words}")


class Notice(Table, table=True):
    """Something an account is told. It is shown from `rings_at` on, in working hours.

    `subject_kind` and `subject_id` name the record that the notice leads to.
    """

    __table_args__ = (
        Index("ix_notice_account", "account_id", "read_at", "rings_at"),
        Index("ix_notice_subject", "subject_kind", "subject_id", "kind"),
        Index("ix_notice_ring", "rings_at"),
    )

    id: int = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", ondelete="CASCADE")
    kind: NoticeKind = Field(sa_type=stored_by_value(NoticeKind))
    subject_kind: str = Field(max_length=20)
    subject_id: int
    title: str = Field(max_length=120)
    words: str = Field(default="", max_length=400)
    made_at: datetime = Field(default_factory=clock.now)
    rings_at: datetime = Field(default_factory=clock.now)
    read_at: datetime | None = Field(default=None)
