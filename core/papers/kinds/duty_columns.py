"""The columns of the tables of a member's papers, and the pairs of the personal data."""

from core.papers.sheet import Column, Pair
from core.papers.words import Words


def of_attended(_: Words) -> list[Column]:
    """The columns of a table of activities."""
    return [
        Column(_("No."), "{{ row.no }}", 0.75),
        Column(_("Day"), "{{ row.day }}", 1.5),
        Column(_("Activity"), "{{ row.title }}", 2.6, "left"),
        Column(_("Category"), "{{ row.category }}", 1.7),
        Column(_("Role"), "{{ row.role }}", 1.32),
        Column(_("Presence"), "{{ row.presence }}", 1.25),
    ]


def person(_: Words) -> list[Pair]:
    """Who it is, in pairs."""
    return [
        Pair(_("Full name"), "{{ name }}"),
        Pair(_("Number of the member"), "{{ number }}"),
        Pair(_("Sex"), "{{ sex }}"),
        Pair(_("Year of birth"), "{{ birth_year }}"),
        Pair(_("Ethnicity"), "{{ ethnicity }}"),
        Pair(_("Party"), "{{ party }}"),
        Pair(_("Sector"), "{{ sector }}"),
        Pair(_("Sector group"), "{{ group }}"),
        Pair(_("Whether a standing member"), "{{ standing }}"),
        Pair(_("Terms served"), "{{ terms_served }}"),
        Pair(_("Joined on"), "{{ joined }}"),
        Pair(_("Left on"), "{{ left }}"),
        Pair(_("Special committee"), "{{ special_committee }}", wide=True),
        Pair(_("Employer"), "{{ employer }}", wide=True),
        Pair(_("Occupation"), "{{ occupation }}"),
        Pair(_("Phone"), "{{ phone }}"),
    ]


def of_held(_: Words) -> list[Column]:
    """Posts, appointments and liaison."""
    return [
        Column(_("Post, appointment or liaison"), "{{ row.kind }}", 1.2),
        Column(_("Where, or what"), "{{ row.what }}", 2.4, "left"),
        Column(_("From and until"), "{{ row.days }}", 1.9),
    ]


def of_proposals(_: Words) -> list[Column]:
    """Proposals with their results."""
    return [
        Column(_("No."), "{{ row.no }}", 0.75),
        Column(_("Day"), "{{ row.day }}", 1.5),
        Column(_("Term and session"), "{{ row.session }}", 0.8),
        Column(_("Number of the proposal"), "{{ row.number }}", 0.75),
        Column(_("Subject of the proposal"), "{{ row.title }}", 2.2, "left"),
        Column(_("Role"), "{{ row.role }}", 1.1),
        Column(_("State"), "{{ row.state }}", 0.9),
        Column(_("Result and satisfaction"), "{{ row.result }}", 1.6),
    ]


def of_opinions(_: Words) -> list[Column]:
    """Opinion items with where they were adopted."""
    return [
        Column(_("No."), "{{ row.no }}", 0.75),
        Column(_("Day"), "{{ row.day }}", 1.5),
        Column(_("Title"), "{{ row.title }}", 2.6, "left"),
        Column(_("Role"), "{{ row.role }}", 1.2),
        Column(_("State"), "{{ row.state }}", 1),
        Column(_("Where it was adopted"), "{{ row.used }}", 1.7),
    ]


def of_given(_: Words) -> list[Column]:
    """Speeches and reports."""
    return [
        Column(_("No."), "{{ row.no }}", 0.75),
        Column(_("Day"), "{{ row.day }}", 1.5),
        Column(_("Kind"), "{{ row.kind }}", 1.6),
        Column(_("Title"), "{{ row.title }}", 3, "left"),
        Column(_("Occasion"), "{{ row.occasion }}", 1.6),
    ]


def of_honours(_: Words) -> list[Column]:
    """Commendations."""
    return [
        Column(_("Year"), "{{ row.year }}", 0.7),
        Column(_("Honour"), "{{ row.honour }}", 1.6),
        Column(_("Level of the honour"), "{{ row.level }}", 1),
        Column(_("Given by"), "{{ row.given_by }}", 2),
    ]


def of_results(_: Words) -> list[Column]:
    """Results of assessments."""
    return [
        Column(_("Year"), "{{ row.year }}", 0.7),
        Column(_("Rule book"), "{{ row.book }}", 2.4, "left"),
        Column(_("Points"), "{{ row.points }}", 0.8),
        Column(_("Grade"), "{{ row.grade }}", 1),
        Column(_("Rank"), "{{ row.rank }}", 0.6),
    ]
