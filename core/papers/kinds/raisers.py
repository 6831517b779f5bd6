"""Who raised a matter, as papers name them."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from core.committees.models import Sector, SpecialCommittee
from core.matters.detail import MatterDetail
from core.matters.models import AuthorRole, Consent
from core.members import phones
from core.members.models import Member
from core.papers.words import Words
from core.permissions import Actor, Permission


@dataclass(frozen=True, slots=True)
class Card:
    """Who the first author is; all empty where no member raised it. The phone is masked."""

    sector: str = ""
    special_committee: str = ""
    party: str = ""
    occupation: str = ""
    employer: str = ""
    phone: str = ""


def first(record: MatterDetail, _: Words) -> str:
    """Who raised it, in one name; citizens have none."""
    named = [one.name for one in record.authors if one.role is AuthorRole.FIRST]
    name = record.organisation or record.informant or "".join(named[:1])
    return name or _.word(record.submitter)


def co_signers(record: MatterDetail, _: Words) -> str:
    """The members who agreed to sign it too."""
    return _.list([one.name for one in record.authors if _signed_too(one.role, one.consent)])


def co_signer_ids(record: MatterDetail) -> list[int]:
    """Their ids, in the order in which they were asked."""
    return [one.member_id for one in record.authors if _signed_too(one.role, one.consent)]


def cards(session: Session, actor: Actor, member_ids: list[int], _: Words) -> dict[int, Card]:
    """Who some members are, for a paper about what they raised, which was fetched in scope."""
    shown = actor.may(Permission.MEMBER_READ)
    asked = (
        select(
            *(col(Member.id), col(Sector.name), col(Sector.name_en)),
            *(col(SpecialCommittee.name), col(SpecialCommittee.name_en)),
            *(col(Member.party), col(Member.occupation), col(Member.employer)),
            col(Member.phone),
        )
        .outerjoin(Sector, col(Sector.id) == col(Member.sector_id))
        .outerjoin(SpecialCommittee, col(SpecialCommittee.id) == col(Member.special_committee_id))
        .where(col(Member.id).in_(member_ids))
    )
    return {
        row[0]: Card(
            _.either(row[1] or "", row[2] or ""),
            _.either(row[3] or "", row[4] or ""),
            row[5],
            row[6],
            row[7],
            phones.masked(row[8]) if shown and row[8] else "",
        )
        for row in session.execute(asked)
    }


def card(session: Session, actor: Actor, record: MatterDetail, _: Words) -> Card:
    """Who the first author is."""
    ids = [one.member_id for one in record.authors if one.role is AuthorRole.FIRST][:1]
    found = cards(session, actor, ids, _) if ids else {}
    return found[ids[0]] if ids else Card()


def _signed_too(role: AuthorRole, consent: Consent) -> bool:
    return role is AuthorRole.CO_SIGNER and consent is Consent.AGREED
