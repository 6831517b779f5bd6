"""How the board answers each reported figure: measure by measure, through its own queries."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from sqlmodel import Session

from core.activities.models import AttendanceRole, OwnerKind
from core.commendations.models import Honour
from core.contributions.models import ContributionKind
from core.members.models import AppointmentKind
from core.permissions import Actor
from core.plans.models import Every, Measure
from core.reports.periods import Period
from core.reports.queries import (
    activities,
    awards,
    funds,
    groups,
    kpis,
    liaison,
    members,
    opinions,
    plans,
    proposals,
    standards,
    studios,
)
from core.studios.models import STUDIOS_PROPER, StudioKind, StudioState


@dataclass(frozen=True, slots=True)
class Question:
    """A committee and a year, asked by somebody."""

    session: Session
    actor: Actor
    committee_id: int
    year: int

    @property
    def asked(self) -> tuple[Session, Actor, int, Period]:
        """What each query of the board takes."""
        return self.session, self.actor, self.committee_id, Period.year(self.year)


Answer = Callable[[Question], float]


def held(code: str, figure: str = "activities") -> Answer:
    """A figure of one category of activities."""

    def answer(question: Question) -> float:
        rows = activities.by_category(*question.asked)
        return float(sum(getattr(row, figure) for row in rows if row.code == code))

    return answer


def given_yuan(code: str) -> Answer:
    """Money and goods of one category, in yuan."""
    return lambda question: (
        (held(code, "money_fen")(question) + held(code, "goods_fen")(question)) / 100
    )


def visits(code: str, role: AttendanceRole) -> Answer:
    """Person-visits of one category in one role."""
    return lambda question: sum(
        row.visits
        for row in activities.visits_by_role(*question.asked)
        if (row.code, row.role) == (code, role)
    )


def held_by(kinds: Collection[StudioKind]) -> Answer:
    """Activities that places of some kinds organised."""
    return lambda question: sum(
        row.activities
        for row in activities.by_owner(*question.asked)
        if row.owner is OwnerKind.STUDIO and row.studio_kind in kinds
    )


def places(kinds: Collection[StudioKind]) -> Answer:
    """Open places of some kinds."""
    return lambda question: sum(
        row.open for row in studios.by_kind(*question.asked) if row.kind in kinds
    )


def items(code: str) -> Answer:
    """How many items a standard has."""
    return lambda question: next(
        row.items for row in standards.in_force(*question.asked) if row.code == code
    )


def target(measure: Measure, every: Every) -> Answer:
    """The one target that all who have this measure share; -1 when they differ."""

    def answer(question: Question) -> float:
        found = {
            row.target
            for row in plans.in_force(*question.asked)
            if (row.measure, row.every) == (measure, every)
        }
        return found.pop() if len(found) == 1 else -1

    return answer


def sent(kinds: Collection[AppointmentKind], figure: str = "") -> Answer:
    """Members sent out in some capacities: all of them, or `standing` or `others`."""

    def answer(question: Question) -> float:
        rows = [row for row in members.appointments(*question.asked) if row.kind in kinds]
        return sum(getattr(row, figure) if figure else row.standing + row.others for row in rows)

    return answer


def honours(honour: Honour) -> Answer:
    """Commendations of one kind."""
    return lambda question: sum(
        row.commendations for row in awards.by_honour(*question.asked) if row.honour is honour
    )


def improved(kind: StudioKind) -> Answer:
    """Places of one kind that were put right and opened again."""
    return lambda question: sum(
        row.studios
        for row in studios.steps(*question.asked)
        if row.kind is kind
        and (row.before, row.after) == (StudioState.RECTIFYING, StudioState.OPENED)
    )


def budget_rate(kind: StudioKind) -> Answer:
    """The share of the places of one kind that have a budget."""
    return lambda question: next(
        row.rate for row in funds.coverage(*question.asked) if row.kind is kind
    )


def opinion(figure: str) -> Answer:
    """A figure of the way that opinion items take."""
    return lambda question: getattr(opinions.funnel(*question.asked)[0], figure)


def proposal(figure: str) -> Answer:
    """A figure of proposals."""
    return lambda question: getattr(proposals.figures(*question.asked)[0], figure)


def contributed(kind: ContributionKind, figure: str = "items") -> Answer:
    """Speeches, reports or suggestions of one kind."""
    return lambda question: sum(
        getattr(row, figure) for row in proposals.contributions(*question.asked) if row.kind is kind
    )


def days_to_sign(question: Question) -> float:
    """0 if all that was signed was signed on the day it came in."""
    found = opinions.funnel(*question.asked)[0]
    return 0 if found.signed and found.same_day == found.signed else 1


def _liaison(figure: str) -> Answer:
    return lambda question: getattr(liaison.figures(*question.asked)[0], figure)


def _counts(figure: str) -> Answer:
    return lambda question: getattr(groups.counts(*question.asked)[0], figure)


STATIONS = [kind for kind in StudioKind if kind is not StudioKind.INFORMATION_POINT]
DELEGATES = (AppointmentKind.SUPERVISOR, AppointmentKind.HEARING, AppointmentKind.APPRAISAL)

ANSWERS: dict[str, Answer] = {
    "studios_total": places(STUDIOS_PROPER),
    "studios_sector": places([StudioKind.SECTOR]),
    "studios_industry": places([StudioKind.INDUSTRY]),
    "plan_1_service_event": target(Measure.SERVICE_EVENT, Every.YEAR),
    "plan_1_proposal": target(Measure.PROPOSAL, Every.YEAR),
    "plan_2_consultations": target(Measure.CONSULTATION, Every.YEAR),
    "plan_3_opinions": target(Measure.OPINION, Every.YEAR),
    "five_regulated": items("five_norms"),
    "four_mechanisms": items("four_mechanisms"),
    "activity_groups": _counts("groups"),
    "township_station_coverage": lambda question: studios.station_coverage(*question.asked)[0].rate,
    "reading_events_min": held("reading_event"),
    "five_haves": items("five_haves"),
    "theme_days": lambda question: len(groups.theme_days(*question.asked)),
    "members": lambda question: members.count(*question.asked),
    "members_at_plenary": lambda question: kpis.kpis(*question.asked).now.at_plenary,
    "special_committees": _counts("special_committees"),
    "work_groups": _counts("groups"),
    "site_inspections_min": held("site_inspection"),
    "problems_solved_min": held("site_inspection", "problems_solved"),
    "party_group_meetings": held("party_group_meeting"),
    "chair_meetings": held("chair_meeting"),
    "standing_meetings": held("standing_meeting"),
    "study_sessions": held("study_session"),
    "training_courses": held("training_course"),
    "studio_lectures": held("studio_lecture"),
    "supervisors_appointed": sent(DELEGATES),
    "public_service_events": held("public_service"),
    "people_reached_min": held("public_service", "served"),
    "donation_relief": given_yuan("relief_donation"),
    "donation_epidemic_min": given_yuan("epidemic_donation"),
    "members_at_projects": sent([AppointmentKind.PROJECT], "others"),
    "studio_activities": held_by(STUDIOS_PROPER),
    "liaison_groups": places([StudioKind.LIAISON_GROUP]),
    "liaison_groups_improved": improved(StudioKind.LIAISON_GROUP),
    "liaison_group_activities": held_by([StudioKind.LIAISON_GROUP]),
    "member_visits": visits("member_visit", AttendanceRole.VISITED),
    "member_problems_solved_min": held("member_visit", "problems_solved"),
    "excellent_members": honours(Honour.EXCELLENT_MEMBER),
    "advanced_individuals": honours(Honour.ADVANCED_INDIVIDUAL),
    "excellent_proposals": honours(Honour.EXCELLENT_PROPOSAL),
    "township_offices": places([StudioKind.TOWNSHIP_OFFICE]),
    "members_in_liaison": _liaison("members"),
    "villages": _liaison("villages_covered"),
    "communities": _liaison("urban_covered"),
    "listening_events_per_quarter": target(Measure.LISTENING_VISIT, Every.QUARTER),
    "six_haves": items("six_haves"),
    "member_homes": places([StudioKind.MEMBER_HOME]),
    "budget_guaranteed": budget_rate(StudioKind.TOWNSHIP_OFFICE),
    "stations_total": places(STATIONS),
    "information_points": places([StudioKind.INFORMATION_POINT]),
    "sectors": _counts("sectors"),
    "sector_groups": _counts("groups"),
    "trained_min": held("training_course", "served"),
    "lecturers_sent": held("training_course", "lecturers"),
    "proposals": proposal("received"),
    "collective_proposals": proposal("collective"),
    "proposal_handling_rate": proposal("replied_rate"),
    "proposal_satisfaction": proposal("satisfaction"),
    "plenary_suggestions": contributed(ContributionKind.SUGGESTIONS, "pieces"),
    "plenary_suggestion_points": contributed(ContributionKind.SUGGESTIONS, "points"),
    "plenary_speeches": contributed(ContributionKind.SPEECH),
    "research_reports": contributed(ContributionKind.RESEARCH_REPORT),
    "advice_express_issues": contributed(ContributionKind.BULLETIN),
    "opinions_from_groups": opinion("of_organisations"),
    "opinions_compiled": opinion("issued"),
    "micro_consultations": held("micro_consultation"),
    "micro_consultation_suggestions": held("micro_consultation", "suggestions"),
    "reports_written": lambda question: proposals.press(*question.asked)[0].written,
    "reports_printed": lambda question: proposals.press(*question.asked)[0].printed,
    "opinions_collected": opinion("received"),
    "opinions_adopted": opinion("adopted"),
    "micro_suggestions": opinion("micro"),
    "informants_min": lambda question: proposals.informants(*question.asked)[0].informants,
    "sla_sign_days": days_to_sign,
}
