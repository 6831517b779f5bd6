"""Proposals and opinion items of a city, in a few words."""

from datetime import date
from itertools import count
from typing import Any

from sqlmodel import Session

from core.handling.models import AuthorityLevel, Instruction
from core.matters.models import (
    AuthorRole,
    LinkKind,
    Matter,
    MatterKind,
    MatterLink,
    State,
)
from core.members.models import Member
from core.opinions.models import Adoption, AdoptionKind
from core.proposals.models import Nature, Proposal
from core.studios.models import Studio
from tests.factories import Make

DAY = date(2026, 5, 20)


class Matters:
    """Matters are of 20 May 2026 unless a day is told."""

    def __init__(self, session: Session, make: Make) -> None:
        self.session, self.make = session, make
        self._number = count(1)
        self._term_session = make.term_session()

    def proposed(
        self,
        *authors: Member,
        registered: bool = True,
        nature: Nature | None = None,
        on: date = DAY,
        studio: Studio | None = None,
        **marks: Any,
    ) -> Matter:
        """A proposal by its first proposer and those who signed it too."""
        row = self._matter(MatterKind.PROPOSAL, authors, on, studio)
        if registered:
            row.state, row.screened_on = State.REGISTERED, on
        self.make.save(
            Proposal(
                matter_id=row.id,
                nature=nature or (Nature.CO_SIGNED if authors[1:] else Nature.INDIVIDUAL),
                term_session_id=self._term_session.id,
                **marks,
            )
        )
        return row

    def turned_into_an_opinion_item(self, proposal: Matter, *authors: Member) -> Matter:
        """A proposal that goes on as an opinion item by the same people."""
        found = self.wrote(*authors, on=proposal.received_on)
        proposal.state = State.CONVERTED
        self.make.save(MatterLink(from_id=proposal.id, to_id=found.id, kind=LinkKind.CONVERTED))
        return found

    def merged(self, one: Matter, into: Matter) -> None:
        """A matter goes up into another."""
        one.state = State.MERGED
        self.make.save(MatterLink(from_id=one.id, to_id=into.id, kind=LinkKind.MERGED))

    def wrote(self, *authors: Member, on: date = DAY, studio: Studio | None = None) -> Matter:
        """An opinion item that was submitted."""
        return self._matter(MatterKind.OPINION, authors, on, studio)

    def screened(self, *authors: Member, on: date = DAY) -> Matter:
        """An opinion item that the office screened in."""
        row = self.wrote(*authors, on=on)
        row.state, row.screened_on = State.SCREENED, on
        return row

    def adopted(
        self,
        item: Matter,
        level: AuthorityLevel = AuthorityLevel.COUNTY,
        kind: AdoptionKind = AdoptionKind.SINGLE,
        **words: Any,
    ) -> Adoption:
        """A rung of the ladder of an opinion item; `words` are those of an instruction."""
        item.adopted_on = item.received_on
        instruction = (
            self._instruction(item, level, **words) if kind is AdoptionKind.INSTRUCTION else None
        )
        return self.make.save(
            Adoption(
                matter_id=item.id,
                committee_id=item.committee_id,
                level=level,
                kind=kind,
                adopted_on=item.received_on,
                product=f"刊物{next(self._number)}",
                instruction_id=instruction.id if instruction else None,
            )
        )

    def _instruction(self, item: Matter, level: AuthorityLevel, **words: Any) -> Instruction:
        return self.make.save(
            Instruction(
                committee_id=item.committee_id,
                matter_id=item.id,
                leader="示例领导",
                level=level,
                words="请研究。",
                given_on=item.received_on,
                **words,
            )
        )

    def _matter(
        self, kind: MatterKind, authors: tuple[Member, ...], on: date, studio: Studio | None
    ) -> Matter:
        row = self.make.matter(kind=kind, received_on=on, studio_id=studio.id if studio else None)
        for n, member in enumerate(authors):
            role = AuthorRole.CO_SIGNER if n else AuthorRole.FIRST
            self.make.author(row, member, role=role)
        return row
