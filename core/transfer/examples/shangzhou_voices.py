"""What Shangzhou heard in 2022: proposals, opinion items, speeches, reports and the press."""

from datetime import date, timedelta

from core.committees.models import TermSession
from core.contributions.models import Contribution, ContributionKind
from core.handling.models import AuthorityLevel, Result
from core.matters.models import MatterKind, Organisation, Submitter
from core.publicity.models import PressReport
from core.transfer.examples import judging, voices
from core.transfer.examples.builder import Builder
from core.transfer.examples.spreading import shares, spread
from core.transfer.examples.voices import OF_PROPOSAL, TO_ISSUED, TO_REPLIED, Heard

PROPOSALS, COLLECTIVE, CONTENT = 231, 62, 0.98
RESULTS = (Result.A, Result.B, Result.A, Result.A, Result.B, Result.C)
OPINIONS, OF_ORGANISATIONS = 28, 18
SUGGESTIONS, POINTS, SPEECHES, REPORTS, BULLETINS = 98, 33, 9, 7, 7
MICRO_CONSULTATIONS, MICRO_SUGGESTIONS = 4, 33
WRITTEN, PRINTED = 39, 18


def build(builder: Builder) -> None:
    """All that was raised in the year."""
    session_id = _session(builder)
    _proposals(builder, session_id)
    _opinions(builder)
    _contributions(builder, session_id)
    _press(builder)
    days = spread(builder.year, MICRO_CONSULTATIONS, 3, 11)
    for day, number in zip(days, shares(MICRO_SUGGESTIONS, len(days)), strict=True):
        builder.activities("micro_consultation", [day], "微协商", suggestions=number)


def _session(builder: Builder) -> int:
    """The plenary of the year itself, to which the proposals were made."""
    opened = date(builder.year, 2, 21)
    [row] = builder.add(
        [
            TermSession(
                term_id=builder.term.id,
                number=1,
                starts_on=opened,
                ends_on=opened + timedelta(days=3),
                reviews_year=builder.year - 1,
            )
        ]
    )
    return row.id


def _proposals(builder: Builder, session_id: int) -> None:
    discontent = judging.discontented(PROPOSALS, CONTENT)
    heard = [
        Heard(
            f"示例提案{n + 1:03}",
            day,
            TO_REPLIED if n < discontent else OF_PROPOSAL,
            builder.members[n % 200],
        )
        for n, day in enumerate(spread(builder.year, PROPOSALS, 2, 3))
    ]
    rows = voices.add_proposals(builder, session_id, heard, COLLECTIVE)
    assigned = voices.answer(builder, rows, RESULTS)
    judging.judge(builder, assigned, RESULTS, CONTENT)


def _opinions(builder: Builder) -> None:
    days = spread(builder.year, OPINIONS)
    heard = [
        Heard(
            f"示例社情民意信息{n + 1:02}",
            day,
            TO_ISSUED,
            builder.members[n * 5] if n >= OF_ORGANISATIONS else None,
        )
        for n, day in enumerate(days)
    ]
    rows = voices.add_matters(
        builder, MatterKind.OPINION, builder.year, heard, submitter=Submitter.MEMBER
    )
    for n, row in enumerate(rows[:OF_ORGANISATIONS]):
        row.submitter = Submitter.ORGANISATION
        row.organisation_kind = Organisation.PARTY
        row.organisation = f"示例支部{n % 6 + 1}"
    builder.session.flush()


def _contributions(builder: Builder, session_id: int) -> None:
    opened = date(builder.year, 2, 22)
    told = [(ContributionKind.SPEECH, "大会发言", SPEECHES, 1, 0)]
    told += [(ContributionKind.RESEARCH_REPORT, "调研报告", REPORTS, 1, 0)]
    told += [(ContributionKind.BULLETIN, "委员建言直通车", BULLETINS, 1, 0)]
    told += [(ContributionKind.SUGGESTIONS, "对工作报告的意见建议", 1, SUGGESTIONS, POINTS)]
    builder.add(
        [
            Contribution(
                committee_id=builder.id,
                kind=kind,
                title=f"{title}（{n + 1}）" if number > 1 else title,
                given_on=opened,
                term_session_id=session_id,
                occasion="第一次全体会议",
                pieces=pieces,
                points=points,
            )
            for kind, title, number, pieces, points in told
            for n in range(number)
        ]
    )


def _press(builder: Builder) -> None:
    builder.add(
        [
            PressReport(
                committee_id=builder.id,
                title=f"履职工作报道{n + 1:02}",
                written_on=day,
                medium="示例日报" if n < PRINTED else "",
                level=(AuthorityLevel.PREFECTURE, AuthorityLevel.PROVINCE)[n % 2]
                if n < PRINTED
                else None,
                printed_on=day + timedelta(days=2) if n < PRINTED else None,
            )
            for n, day in enumerate(spread(builder.year, WRITTEN))
        ]
    )
