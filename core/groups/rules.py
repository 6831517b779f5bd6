"""What must hold of sector groups. Values in, verdict out: nothing is read here."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from core.errors import RuleBroken
from core.groups.drafts import ConvenerDraft, GroupDraft, ThemeDayDraft
from core.i18n import N_
from core.text import clean, required

_NAME = N_("Give the group a name.")
_THEME = N_("Give the theme day a name, such as 委员阅读日.")


@dataclass(frozen=True, slots=True)
class SectorMark:
    """What tells the sector of one term from those of another."""

    sector_id: int
    national_code: str
    name: str


@dataclass(frozen=True, slots=True)
class Span:
    """Days of one convener; no end means until further notice."""

    starts_on: date
    ends_on: date | None

    def meets(self, other: "Span") -> bool:
        """Whether the two have a day in common."""
        return self.starts_on <= (other.ends_on or date.max) and other.starts_on <= (
            self.ends_on or date.max
        )


def cleaned_group(draft: GroupDraft) -> GroupDraft:
    """The draft with its texts cleaned; a group has a name."""
    return GroupDraft(
        name=required(draft.name, 80, "name", _NAME),
        name_en=clean(draft.name_en, 120, "name_en"),
        position=draft.position,
    )


def cleaned_theme_day(draft: ThemeDayDraft) -> ThemeDayDraft:
    """The draft with its texts cleaned; a theme day has a name."""
    return ThemeDayDraft(
        name=required(draft.name, 60, "name", _THEME),
        name_en=clean(draft.name_en, 120, "name_en"),
        rule=clean(draft.rule, 120, "rule"),
    )


def check_name_is_free(name: str, others: Mapping[str, bool]) -> None:
    """A name is borne once in a term. `others` are the names taken: whether in the bin."""
    if name not in others:
        return
    if others[name]:
        raise RuleBroken(
            N_("A group named {name} lies in the bin. Restore it, or choose another name."),
            "name",
            name=name,
        )
    raise RuleBroken(
        N_("This term already has a group named {name}. Choose another name."), "name", name=name
    )


def check_sectors_are_free(held: Mapping[str, str]) -> None:
    """A sector belongs to one group of the term at most. `held`: sector name to group name."""
    for sector, group in held.items():
        raise RuleBroken(
            N_("The sector {sector} belongs to the group {group}. Take it out there first."),
            "sectors",
            sector=sector,
            group=group,
        )


def check_convener(draft: ConvenerDraft, joined_on: date, left_on: date | None) -> None:
    """Who convenes is a member on the first day, and ends no sooner than begun."""
    if draft.ends_on and draft.ends_on < draft.starts_on:
        raise RuleBroken(N_("The last day cannot be before the first day."), "ends_on")
    if draft.starts_on < joined_on or (left_on and draft.starts_on >= left_on):
        raise RuleBroken(
            N_("This person is not a member on {day}. Choose another day or member."),
            "starts_on",
            day=draft.starts_on,
        )


def check_one_lead(draft: ConvenerDraft, leads: Iterable[tuple[str, Span]]) -> None:
    """A group has one lead convener on any day, and deputies as many as it likes."""
    wanted = Span(draft.starts_on, draft.ends_on)
    for name, span in leads if not draft.deputy else ():
        if span.meets(wanted):
            raise RuleBroken(
                N_("{name} is the lead convener in that time. End that first, or add a deputy."),
                "member_id",
                name=name,
            )


def check_not_serving_twice(draft: ConvenerDraft, own: Iterable[Span]) -> None:
    """One member is not convener of a group twice at one time."""
    wanted = Span(draft.starts_on, draft.ends_on)
    if any(span.meets(wanted) for span in own):
        raise RuleBroken(N_("This member is a convener of the group in that time."), "member_id")


def mapped(old: Collection[SectorMark], new: Collection[SectorMark]) -> dict[int, int]:
    """Which sector of the new term continues which old one: by national code, then by name.

    Where several bear one code, the one of the same name is meant. A new sector
    continues one old sector at most; an old one without a counterpart is left out.
    """
    free = {mark.sector_id: mark for mark in new}
    found: dict[int, int] = {}
    for same in (_same_code_and_name, _same_code_alone(old, new), _same_name):
        for mark in old:
            match = next((one for one in free.values() if same(mark, one)), None)
            if mark.sector_id not in found and match:
                found[mark.sector_id] = match.sector_id
                del free[match.sector_id]
    return found


def _same_code_and_name(one: SectorMark, other: SectorMark) -> bool:
    return _same_code(one, other) and _same_name(one, other)


def _same_code(one: SectorMark, other: SectorMark) -> bool:
    return bool(one.national_code) and one.national_code == other.national_code


def _same_name(one: SectorMark, other: SectorMark) -> bool:
    return one.name == other.name


def _same_code_alone(*terms: Collection[SectorMark]) -> Callable[[SectorMark, SectorMark], bool]:
    """The same code, where no other sector of either term bears it."""
    often = [Counter(mark.national_code for mark in term) for term in terms]

    def same(one: SectorMark, other: SectorMark) -> bool:
        alone = all(term[one.national_code] == 1 for term in often)
        return alone and _same_code(one, other)

    return same
